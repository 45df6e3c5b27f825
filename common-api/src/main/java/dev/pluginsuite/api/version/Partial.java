package dev.pluginsuite.api.version;

import java.math.BigInteger;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A version in a range, of which the last parts may be missing or {@code x}: null here.
 *
 * @param preRelease null if it has none
 */
record Partial(
    @Nullable BigInteger major,
    @Nullable BigInteger minor,
    @Nullable BigInteger patch,
    @Nullable String preRelease) {
  private static final String X = "[xX*]";

  /** Four groups: major, minor, patch, pre-release. Once a part is open, those after it are. */
  static final String PATTERN =
      "(?:%1$s(?:\\.%1$s){0,2}|(%2$s)(?:(?:\\.%1$s){1,2}|(?:\\.(%2$s)(?:\\.(?:%1$s|(%2$s)(?:-(%3$s))?(?:\\+%4$s)?))?)?))"
          .formatted(X, SemVer.NUMBER, SemVer.PRE_RELEASE, SemVer.BUILD);

  static final int GROUPS = 4;

  /** The partial whose groups start at {@code first}. */
  static Partial of(Matcher matched, int first) {
    return new Partial(
        number(matched.group(first)),
        number(matched.group(first + 1)),
        number(matched.group(first + 2)),
        matched.group(first + 3));
  }

  boolean isAny() {
    return major == null;
  }

  boolean hasMinor() {
    return minor != null;
  }

  boolean isWhole() {
    return patch != null;
  }

  /** The lowest release that it stands for, or the one version if it is whole. */
  SemVer lowest() {
    return version(major, minor, patch, preRelease);
  }

  /** What comes first after everything that agrees with it up to the part. */
  SemVer next(Part part) {
    return next(part, null);
  }

  /** The same with its pre-releases, of which {@code -0} is the lowest. */
  SemVer nextWithPreReleases(Part part) {
    return next(part, "0");
  }

  private SemVer next(Part part, @Nullable String suffix) {
    return switch (part) {
      case MAJOR -> version(plusOne(major), null, null, suffix);
      case MINOR -> version(major, plusOne(minor), null, suffix);
      case PATCH -> version(major, minor, plusOne(patch), suffix);
    };
  }

  SemVer lowestWithPreReleases() {
    return version(major, minor, patch, "0");
  }

  Part lastGiven() {
    if (minor == null) {
      return Part.MAJOR;
    }
    return patch == null ? Part.MINOR : Part.PATCH;
  }

  /** For a caret: the first part that is not zero, or else the last that is given. */
  Part leftmostNonZero() {
    if (minor == null || !isZero(major)) {
      return Part.MAJOR;
    }
    return patch == null || !isZero(minor) ? Part.MINOR : Part.PATCH;
  }

  /** A part of a version. */
  enum Part {
    MAJOR,
    MINOR,
    PATCH
  }

  private static SemVer version(
      @Nullable BigInteger major,
      @Nullable BigInteger minor,
      @Nullable BigInteger patch,
      @Nullable String preRelease) {
    return SemVer.of(orZero(major), orZero(minor), orZero(patch), preRelease);
  }

  private static BigInteger orZero(@Nullable BigInteger number) {
    return number == null ? BigInteger.ZERO : number;
  }

  private static BigInteger plusOne(@Nullable BigInteger number) {
    return orZero(number).add(BigInteger.ONE);
  }

  private static boolean isZero(@Nullable BigInteger number) {
    return orZero(number).signum() == 0;
  }

  private static @Nullable BigInteger number(@Nullable String digits) {
    return digits == null ? null : new BigInteger(digits);
  }
}
