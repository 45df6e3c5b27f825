package dev.pluginsuite.api.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A semantic version, strictly as SemVer 2.0.0 writes it. Order is precedence: build metadata does
 * not count.
 */
public final class SemVer implements Comparable<SemVer> {
  static final String NUMBER = "(?:0|[1-9][0-9]*)";
  static final String PRE_RELEASE = dotted("(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)");
  static final String BUILD = dotted("[0-9A-Za-z-]+");
  private static final Pattern STRICT =
      Pattern.compile(
          "(%1$s)\\.(%1$s)\\.(%1$s)(?:-(%2$s))?(?:\\+%3$s)?".formatted(NUMBER, PRE_RELEASE, BUILD));
  private static final int LONGEST = 256;

  private final String text;
  private final BigInteger major;
  private final BigInteger minor;
  private final BigInteger patch;
  private final List<String> preRelease;

  private SemVer(
      String text, String major, String minor, String patch, @Nullable String preRelease) {
    this.text = text;
    this.major = new BigInteger(major);
    this.minor = new BigInteger(minor);
    this.patch = new BigInteger(patch);
    this.preRelease = preRelease == null ? List.of() : List.of(preRelease.split("\\."));
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
    return text.length() > LONGEST ? Optional.empty() : parsed(text);
  }

  private static Optional<SemVer> parsed(String text) {
    var parts = STRICT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new SemVer(text, parts.group(1), parts.group(2), parts.group(3), parts.group(4)))
        : Optional.empty();
  }

  static SemVer of(
      BigInteger major, BigInteger minor, BigInteger patch, @Nullable String preRelease) {
    var release = major + "." + minor + "." + patch;
    // A range of the greatest length may stand for a version that is longer.
    return parsed(preRelease == null ? release : release + "-" + preRelease).orElseThrow();
  }

  /** The largest int stands for every larger one. */
  public int major() {
    return major.bitLength() < Integer.SIZE ? major.intValue() : Integer.MAX_VALUE;
  }

  public boolean isPreRelease() {
    return !preRelease.isEmpty();
  }

  /** Whether both lead to, or are, the same release. */
  boolean isSameRelease(SemVer other) {
    return compareRelease(other) == 0;
  }

  @Override
  public int compareTo(SemVer other) {
    var byRelease = compareRelease(other);
    return byRelease != 0 ? byRelease : comparePreRelease(other);
  }

  private int compareRelease(SemVer other) {
    var byMajor = major.compareTo(other.major);
    var byMinor = byMajor != 0 ? byMajor : minor.compareTo(other.minor);
    return byMinor != 0 ? byMinor : patch.compareTo(other.patch);
  }

  private int comparePreRelease(SemVer other) {
    if (isPreRelease() != other.isPreRelease()) {
      return isPreRelease() ? -1 : 1;
    }
    for (var i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
      var byPart = comparePart(preRelease.get(i), other.preRelease.get(i));
      if (byPart != 0) {
        return byPart;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  private static int comparePart(String left, String right) {
    if (isNumber(left) && isNumber(right)) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return isNumber(left) == isNumber(right)
        ? left.compareTo(right)
        : Boolean.compare(isNumber(right), isNumber(left));
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(it -> it >= '0' && it <= '9');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemVer it && it.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static String dotted(String part) {
    return part + "(?:\\." + part + ")*";
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
