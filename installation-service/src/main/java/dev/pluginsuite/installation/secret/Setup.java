package dev.pluginsuite.installation.secret;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a plugin is set up at a site, in what may be kept and shown.
 *
 * @param values of the properties that are no secrets
 * @param secrets by reference
 */
public record Setup(Map<String, Object> values, List<SecretRef> secrets) {
  /** In the place of a secret, wherever a configuration is shown. Sent back it changes nothing. */
  public static final String MASK = "********";

  /** Without secrets. */
  public static Setup of(Map<String, Object> values) {
    return new Setup(values, List.of());
  }

  public Map<String, Object> masked() {
    var masked = new TreeMap<>(values);
    secrets.forEach(it -> masked.put(it.name(), MASK));
    return masked;
  }

  /** With these secrets in the place of those of the same names. */
  public Setup with(List<SecretRef> others) {
    var all = new TreeMap<String, SecretRef>();
    secrets.forEach(it -> all.put(it.name(), it));
    others.forEach(it -> all.put(it.name(), it));
    return new Setup(values, List.copyOf(all.values()));
  }
}
