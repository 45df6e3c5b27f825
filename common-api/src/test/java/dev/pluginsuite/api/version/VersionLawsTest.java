package dev.pluginsuite.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws that hold for every version and range, tried on some thousand of them. */
class VersionLawsTest {
  private static final int TRIES = 5_000;
  private static final List<String> NUMBERS = List.of("0", "1", "2", "10");
  private static final List<String> SUFFIXES =
      List.of("", "", "", "-0", "-a", "-a.1", "-a.b", "-1", "+7", "-rc.1+x");
  private static final List<String> OPERATORS =
      List.of("", "=", "^", "~", ">", ">=", "<", "<=", ">= ");
  private static final String NOISE = "0123.xX*^~<>=|, -+vab\t[!";

  private final Random random = new Random(20_261_122);

  @Test
  void the_order_is_total() {
    for (var i = 0; i < TRIES; i++) {
      var a = version();
      var b = version();
      var c = version();

      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
      if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
        assertThat(a).isLessThanOrEqualTo(c);
      }
    }
  }

  @Test
  void a_version_is_in_the_range_that_it_writes() {
    for (var i = 0; i < TRIES; i++) {
      var version = version();

      assertThat(Stream.of("", "^", "~", ">=", "<="))
          .allMatch(operator -> VersionRange.of(operator + version).contains(version));
    }
  }

  @Test
  void comma_and_space_are_the_same() {
    for (var i = 0; i < TRIES; i++) {
      var left = comparator();
      var right = comparator();
      var version = version();

      assertThat(fits(left + "," + right, version)).isEqualTo(fits(left + " " + right, version));
    }
  }

  @Test
  void of_releases_and_takes_what_both_take_and_or_what_either_takes() {
    for (var i = 0; i < TRIES; i++) {
      var left = comparator();
      var right = comparator();
      var version = release();

      var inLeft = fits(left, version);
      var inRight = fits(right, version);

      assertThat(fits(left + " " + right, version)).isEqualTo(inLeft && inRight);
      assertThat(fits(left + " || " + right, version)).isEqualTo(inLeft || inRight);
    }
  }

  @Test
  void a_hyphen_is_at_least_and_at_most() {
    for (var i = 0; i < TRIES; i++) {
      var low = partial();
      var high = partial();
      var version = version();

      assertThat(fits(low + " - " + high, version))
          .isEqualTo(fits(">=" + low + " <=" + high, version));
    }
  }

  @Test
  void any_text_is_a_range_or_not_but_never_a_failure() {
    for (var i = 0; i < 20 * TRIES; i++) {
      var text = noise();

      assertThat(VersionRange.parse(text)).isNotNull();
      assertThat(SemVer.parse(text)).isNotNull();
    }
  }

  private static boolean fits(String range, SemVer version) {
    return VersionRange.of(range).contains(version);
  }

  private SemVer version() {
    return SemVer.of(release() + any(SUFFIXES));
  }

  private SemVer release() {
    return SemVer.of(any(NUMBERS) + "." + any(NUMBERS) + "." + any(NUMBERS));
  }

  private String comparator() {
    return any(OPERATORS) + partial();
  }

  private String partial() {
    return switch (random.nextInt(5)) {
      case 0 -> any(NUMBERS);
      case 1 -> any(NUMBERS) + "." + any(NUMBERS);
      case 2 -> any(List.of("*", "x", "1.x", "2.x.x", "1.0.*"));
      default -> version().toString();
    };
  }

  private String noise() {
    var text = new StringBuilder();
    for (var left = random.nextInt(14); left > 0; left--) {
      text.append(NOISE.charAt(random.nextInt(NOISE.length())));
    }
    return text.toString();
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
