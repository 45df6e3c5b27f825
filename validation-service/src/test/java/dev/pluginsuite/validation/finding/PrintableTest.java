package dev.pluginsuite.validation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @ParameterizedTest
  @CsvSource({
    "plain ünïcode 😀, plain ünïcode 😀",
    "nul\u0000 bell\u0007!, nul� bell�!",
    "evil\u202Egpj.exe, evil�gpj.exe",
    "half \uD800 pair, half � pair",
    "two\u2028lines, two�lines",
    "abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrst…"
  })
  void strange_characters_are_replaced_and_long_texts_cut(String text, String shown) {
    assertThat(Printable.of(text, 20)).isEqualTo(shown);
  }
}
