package dev.pluginsuite.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws that hold for every version and range, tried on some thousand of them. */
class VersionLawsTest {
  private static final String SEED = "20261122";
  private static final int TRIES = 4_000;

  @Property(seed = SEED, tries = TRIES)
  void the_order_is_total(
      @ForAll("version") SemVer a, @ForAll("version") SemVer b, @ForAll("version") SemVer c) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertThat(a).isLessThanOrEqualTo(c);
    }
    if (a.compareTo(b) == 0) {
      assertThat(Integer.signum(a.compareTo(c))).isEqualTo(Integer.signum(b.compareTo(c)));
    }
  }

  @Property(seed = SEED, tries = TRIES)
  void equal_versions_have_equal_hashes_and_no_order(
      @ForAll("version") SemVer a, @ForAll("version") SemVer b) {
    assertThat(SemVer.of(a.toString())).isEqualTo(a).hasSameHashCodeAs(a).isEqualByComparingTo(a);
    if (a.equals(b)) {
      assertThat(a).isEqualByComparingTo(b);
    }
  }

  @Property(seed = SEED, tries = TRIES)
  void a_pre_release_comes_before_its_release_and_after_every_lower_one(
      @ForAll @IntRange(max = 3) int major,
      @ForAll @IntRange(min = 1, max = 3) int patch,
      @ForAll("suffix") String suffix) {
    var release = SemVer.of("%d.0.%d".formatted(major, patch));
    var lower = SemVer.of("%d.0.%d".formatted(major, patch - 1));

    var preRelease = SemVer.of(release + "-" + suffix);

    assertThat(preRelease).isLessThan(release).isGreaterThan(lower);
  }

  @Property(seed = SEED, tries = TRIES)
  void a_version_is_in_the_range_that_it_writes(@ForAll("version") SemVer version) {
    assertThat(Stream.of("", "^", "~", ">=", "<="))
        .allMatch(operator -> VersionRange.of(operator + version).contains(version));
    assertThat(Stream.of(">", "<"))
        .noneMatch(operator -> VersionRange.of(operator + version).contains(version));
  }

  @Property(seed = SEED, tries = TRIES)
  void each_bound_takes_the_releases_on_its_side(
      @ForAll("version") SemVer bound, @ForAll("release") SemVer release) {
    var order = release.compareTo(bound);

    assertThat(fits(">=" + bound, release)).isEqualTo(order >= 0);
    assertThat(fits(">" + bound, release)).isEqualTo(order > 0);
    assertThat(fits("<=" + bound, release)).isEqualTo(order <= 0);
    assertThat(fits("<" + bound, release)).isEqualTo(order < 0);
    assertThat(fits("=" + bound, release)).isEqualTo(order == 0);
  }

  @Property(seed = SEED, tries = TRIES)
  void a_pre_release_fits_only_where_one_of_the_same_release_is_named(
      @ForAll("version") SemVer bound, @ForAll("version") SemVer version) {
    var fits = fits(">=" + bound, version);

    if (version.isPreRelease() && fits) {
      assertThat(bound.isPreRelease() && bound.isSameRelease(version)).isTrue();
    }
  }

  @Property(seed = SEED, tries = TRIES)
  void a_caret_keeps_the_leftmost_number_that_is_not_zero(
      @ForAll("number") int major,
      @ForAll("number") int minor,
      @ForAll("number") int patch,
      @ForAll("version") SemVer version) {
    var next =
        major > 0
            ? "%d.0.0".formatted(major + 1)
            : minor > 0 ? "0.%d.0".formatted(minor + 1) : "0.0.%d".formatted(patch + 1);
    var low = "%d.%d.%d".formatted(major, minor, patch);

    assertThat(fits("^" + low, version)).isEqualTo(fits(">=" + low + " <" + next + "-0", version));
  }

  @Property(seed = SEED, tries = TRIES)
  void a_tilde_keeps_the_minor_or_the_major_if_that_is_all(
      @ForAll("number") int major, @ForAll("number") int minor, @ForAll("version") SemVer version) {
    var withMinor = ">=%1$d.%2$d.0 <%1$d.%3$d.0-0".formatted(major, minor, minor + 1);
    var majorOnly = ">=%d.0.0 <%d.0.0-0".formatted(major, major + 1);

    assertThat(fits("~%d.%d".formatted(major, minor), version)).isEqualTo(fits(withMinor, version));
    assertThat(fits("~" + major, version)).isEqualTo(fits(majorOnly, version));
  }

  @Property(seed = SEED, tries = TRIES)
  void comma_and_space_are_the_same(
      @ForAll("comparator") String left,
      @ForAll("comparator") String right,
      @ForAll("version") SemVer version) {
    assertThat(fits(left + "," + right, version)).isEqualTo(fits(left + " " + right, version));
  }

  @Property(seed = SEED, tries = TRIES)
  void of_releases_and_takes_what_both_take_and_or_what_either_takes(
      @ForAll("comparator") String left,
      @ForAll("comparator") String right,
      @ForAll("release") SemVer version) {
    var inLeft = fits(left, version);
    var inRight = fits(right, version);

    assertThat(fits(left + " " + right, version)).isEqualTo(inLeft && inRight);
    assertThat(fits(left + " || " + right, version)).isEqualTo(inLeft || inRight);
  }

  @Property(seed = SEED, tries = TRIES)
  void a_hyphen_is_at_least_and_at_most(
      @ForAll("partial") String low,
      @ForAll("partial") String high,
      @ForAll("version") SemVer version) {
    assertThat(fits(low + " - " + high, version))
        .isEqualTo(fits(">=" + low + " <=" + high, version));
  }

  @Property(seed = SEED, tries = 10 * TRIES)
  void any_text_is_a_range_or_not_but_never_a_failure(@ForAll("noise") String text) {
    assertThat(VersionRange.parse(text)).isNotNull();
    assertThat(SemVer.parse(text)).isNotNull();
  }

  @Provide
  Arbitrary<Integer> number() {
    return Arbitraries.of(0, 1, 2, 10);
  }

  @Provide
  Arbitrary<String> suffix() {
    return Arbitraries.of("0", "1", "11", "a", "a.1", "a.b", "A", "-", "rc.1+x", "0a");
  }

  @Provide
  Arbitrary<SemVer> release() {
    return Combinators.combine(number(), number(), number())
        .as((major, minor, patch) -> SemVer.of(major + "." + minor + "." + patch));
  }

  @Provide
  Arbitrary<SemVer> version() {
    var ending = Arbitraries.oneOf(Arbitraries.of("", "", "+7"), suffix().map(it -> "-" + it));
    return Combinators.combine(release(), ending)
        .as((release, suffix) -> SemVer.of(release + suffix));
  }

  @Provide
  Arbitrary<String> partial() {
    return Arbitraries.oneOf(
        number().map(String::valueOf),
        Combinators.combine(number(), number()).as((major, minor) -> major + "." + minor),
        Arbitraries.of("*", "x", "1.x", "2.x.x", "1.0.*"),
        version().map(SemVer::toString));
  }

  @Provide
  Arbitrary<String> comparator() {
    var operators = Arbitraries.of("", "=", "^", "~", "~>", ">", ">=", "<", "<=", ">= ");
    return Combinators.combine(operators, partial()).as(String::concat);
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings().withChars("0123.xX*^~<>=|, -+vab\t[!").ofMaxLength(14);
  }

  private static boolean fits(String range, SemVer version) {
    return VersionRange.of(range).contains(version);
  }
}
