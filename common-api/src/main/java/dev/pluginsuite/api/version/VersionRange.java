package dev.pluginsuite.api.version;

import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * Which versions fit, as npm writes it ({@code ^ ~ - x || >= <}, space as AND), with a comma as AND
 * too. A pre-release fits only where a comparator names a pre-release of the same version.
 */
public final class VersionRange {
  private static final String PART = "(?:0|[1-9]\\d{0,8})";
  private static final String PARTIAL =
      "(?:[xX*]|%1$s(?:\\.(?:[xX*]|%1$s(?:\\.(?:[xX*]|%1$s(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?))?))?)"
          .formatted(PART);
  private static final String COMPARATOR = "(?:>=|<=|>|<|=|\\^|~)?\\s*" + PARTIAL;
  private static final String HYPHEN = PARTIAL + "\\s+-\\s+" + PARTIAL;
  private static final String ALL_OF =
      "(?:" + HYPHEN + "|" + COMPARATOR + "(?:(?:\\s*,\\s*|\\s+)" + COMPARATOR + ")*)";
  private static final Pattern RANGE =
      Pattern.compile("\\s*" + ALL_OF + "(?:\\s*\\|\\|\\s*" + ALL_OF + ")*\\s*");
  private static final int LONGEST = 256;

  private final String text;
  private final RangeList ranges;

  private VersionRange(String text, RangeList ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /**
   * @throws IllegalArgumentException if it is not a range
   */
  public static VersionRange of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not a version range: " + text));
  }

  public static Optional<VersionRange> parse(String text) {
    if (text.length() > LONGEST || !RANGE.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new VersionRange(text, RangeListFactory.create(text.strip().replace(',', ' '))));
  }

  public boolean contains(SemVer version) {
    return version.value().satisfies(ranges);
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
