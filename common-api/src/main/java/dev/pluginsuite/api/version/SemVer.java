package dev.pluginsuite.api.version;

import java.util.Optional;
import org.semver4j.Semver;

/**
 * A semantic version, strictly as SemVer 2.0.0 writes it. Order is precedence: build metadata does
 * not count.
 */
public final class SemVer implements Comparable<SemVer> {
  private static final int LONGEST = 256;

  private final Semver value;

  private SemVer(Semver value) {
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if it is not a semantic version
   */
  public static SemVer of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Not a semantic version (SemVer 2.0.0): " + shortened(text)));
  }

  public static Optional<SemVer> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !Character.isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    return Optional.ofNullable(Semver.parse(text))
        .filter(it -> it.getVersion().equals(text))
        .map(SemVer::new);
  }

  public int major() {
    return value.getMajor();
  }

  public boolean isPreRelease() {
    return !value.getPreRelease().isEmpty();
  }

  Semver value() {
    return value;
  }

  @Override
  public int compareTo(SemVer other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemVer it && it.value.getVersion().equals(value.getVersion());
  }

  @Override
  public int hashCode() {
    return value.getVersion().hashCode();
  }

  @Override
  public String toString() {
    return value.getVersion();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
