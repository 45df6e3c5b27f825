package dev.pluginsuite.installation.licence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LicenceKeyTest {
  private static final String SEED = "20261128";
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Test
  @Tag("SEED-44")
  void a_key_is_six_groups_of_five_and_no_two_are_the_same() {
    var seen = new HashSet<String>();

    for (var i = 0; i < 1_000; i++) {
      var key = LicenceKey.random();
      assertThat(key.text()).matches("([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}");
      assertThat(seen.add(key.text())).isTrue();
    }
  }

  @Test
  void people_may_write_it_as_they_like() {
    var key = LicenceKey.random();

    for (var text :
        new String[] {
          key.text(),
          key.text().toLowerCase(Locale.ROOT),
          key.text().replace("-", ""),
          " " + key.text().replace('-', ' ') + "\n",
          key.text().replace('0', 'O').replace('1', 'l')
        }) {
      assertThat(LicenceKey.parse(text)).contains(key);
    }
  }

  @Property(seed = SEED, tries = 2_000)
  void one_wrong_symbol_is_found(
      @ForAll @IntRange(max = 29) int at, @ForAll @IntRange(min = 1, max = 31) int by) {
    var symbols = new StringBuilder(LicenceKey.random().text().replace("-", ""));
    var wrong = (SYMBOLS.indexOf(symbols.charAt(at)) + by) % SYMBOLS.length();

    symbols.setCharAt(at, SYMBOLS.charAt(wrong));

    assertThat(LicenceKey.parse(symbols.toString())).isEmpty();
  }

  @Property(seed = SEED, tries = 2_000)
  void two_symbols_that_changed_places_are_found(
      @ForAll @IntRange(max = 29) int first, @ForAll @IntRange(max = 29) int second) {
    var key = LicenceKey.random().text().replace("-", "");
    var symbols = new StringBuilder(key);

    symbols.setCharAt(first, key.charAt(second));
    symbols.setCharAt(second, key.charAt(first));

    assertThat(LicenceKey.parse(symbols.toString()).isPresent())
        .isEqualTo(key.charAt(first) == key.charAt(second));
  }

  @Property(seed = SEED)
  void whatever_else_somebody_sends_is_no_key(@ForAll String text) {
    assertThat(LicenceKey.parse(text)).isEmpty();
  }

  @Test
  void its_mask_and_its_text_by_accident_show_three_symbols() {
    var key = LicenceKey.random();

    assertThat(key.masked())
        .isEqualTo("*****-*****-*****-*****-*****-**" + key.text().substring(32))
        .isEqualTo(key.toString());
    assertThat(key.hash()).matches("[0-9a-f]{64}").isNotEqualTo(LicenceKey.random().hash());
  }
}
