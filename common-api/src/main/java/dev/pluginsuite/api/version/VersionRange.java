package dev.pluginsuite.api.version;

import java.util.List;
import java.util.Optional;

/**
 * Which versions fit, as npm writes it ({@code ^ ~ - x || >= <}, space as AND), with a comma as AND
 * too. A pre-release fits only where a comparator names a pre-release of the same version.
 */
public final class VersionRange {
  private static final int LONGEST = 256;

  private final String text;
  private final List<List<Bound>> alternatives;

  private VersionRange(String text, List<List<Bound>> alternatives) {
    this.text = text;
    this.alternatives = alternatives;
  }

  /**
   * @throws IllegalArgumentException if it is not a range
   */
  public static VersionRange of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not a version range: " + text));
  }

  public static Optional<VersionRange> parse(String text) {
    return text.length() > LONGEST
        ? Optional.empty()
        : RangeParser.parse(text).map(alternatives -> new VersionRange(text, alternatives));
  }

  public boolean contains(SemVer version) {
    return alternatives.stream().anyMatch(bounds -> admit(bounds, version));
  }

  private static boolean admit(List<Bound> bounds, SemVer version) {
    return bounds.stream().allMatch(it -> it.admits(version))
        && (!version.isPreRelease()
            || bounds.stream().anyMatch(it -> it.asksForPreReleasesOf(version)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionRange it && it.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
