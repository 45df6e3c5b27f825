package dev.pluginsuite.installation.secret;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A configuration that fits a manifest, its secrets apart from what may be shown.
 *
 * @param values with the defaults, without the secrets
 * @param secrets that were given, not yet kept
 * @param kept secrets that stay as they were
 */
public record CheckedConfiguration(
    Map<String, Object> values, List<NewSecret> secrets, List<SecretRef> kept) {
  /** One without secrets. */
  public static CheckedConfiguration of(Map<String, Object> values) {
    return new CheckedConfiguration(values, List.of(), List.of());
  }

  /** All that the installation has from now on. */
  public Setup setup() {
    return new Setup(values, refs());
  }

  private List<SecretRef> refs() {
    return Stream.concat(kept.stream(), secrets.stream().map(NewSecret::ref)).toList();
  }

  /** It may get into a log by way of whatever holds it. */
  @Override
  public String toString() {
    return values.keySet() + " and " + refs().size() + " secrets";
  }

  /** A value under the reference by which it will be known. */
  public record NewSecret(SecretRef ref, Object value) {
    @Override
    public String toString() {
      return ref.toString();
    }
  }
}
