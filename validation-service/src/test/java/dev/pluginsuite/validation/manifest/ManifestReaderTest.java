package dev.pluginsuite.validation.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.pluginsuite.validation.rules.ShippedRules;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private final ManifestReader reader = new ManifestReader();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                          | not a JSON object
          []                          | not a JSON object
          null                        | not a JSON object
          {                           | not JSON
          {"a": 1} {"b": 2}           | not JSON
          {"a": 1, "a": 2}            | Duplicate
          {"a": {"b": 1, "b": 2}}     | Duplicate
          {"a": 01}                   | not JSON
          {'a': 1}                    | not JSON
          {"a": NaN}                  | not JSON
          {"a": 1,}                   | not JSON
          {"a": 1} // done            | not JSON
          {"a": "\\u0000"}            | NUL
          {"\\u0000": 1}              | NUL
          {"a": ["\\ud800"]}          | surrogate
          """)
  void refuses_what_two_readers_could_see_differently(String text, String problem) {
    var reading = reader.read(text.getBytes(UTF_8));

    assertThat(reading.problem()).contains(problem);
    assertThat(reading.json().isMissingNode()).isTrue();
  }

  @Test
  void refuses_other_encodings_and_a_byte_order_mark() {
    assertThat(reader.read("{}".getBytes(UTF_16)).problem()).isNotNull();
    assertThat(reader.read("{\"a\": \"é\"}".getBytes(ISO_8859_1)).problem()).contains("UTF-8");
    assertThat(reader.read("\uFEFF{}".getBytes(UTF_8)).problem()).contains("not JSON");
  }

  @Test
  void refuses_more_than_256_KiB() {
    var frame = "{\"a\": \"\"}".length();
    var most = "{\"a\": \"" + "x".repeat(ManifestReader.MOST_BYTES - frame) + "\"}";
    var more = most.replaceFirst("x", "xx");

    assertThat(reader.read(most.getBytes(UTF_8)).problem()).isNull();
    assertThat(reader.read(more.getBytes(UTF_8)).problem()).contains("262,144");
    assertThat(reader.read(more).problem()).contains("262,144");
  }

  @Test
  void refuses_what_is_nested_too_deeply() {
    var deep = "{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(reader.read(deep).problem()).contains("depth");
  }

  @Test
  void reads_numbers_beyond_a_double_without_unfolding_them() {
    var reading = reader.read("{\"a\": 1e999999999}");

    assertThat(reading.problem()).isNull();
    assertThat(reading.json().toString()).hasSizeLessThan(30);
  }

  @Test
  void if_it_cannot_be_read_that_is_the_only_finding() {
    var manifest =
        new ManifestUnderTest(reader.read("[]"), "x", "1.0.0", null, ShippedRules.read());

    var results = new ManifestChecks().run(manifest);

    assertThat(results).hasSize(1);
    assertThat(results.get(0).findings())
        .singleElement()
        .matches(it -> it.id().equals("manifest-json"))
        .matches(it -> it.pointer().equals(JsonPointer.empty().toString()));
  }

  @Test
  void any_bytes_are_read_or_refused() {
    var random = new Random(42);
    for (var i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);

      assertThat(reader.read(bytes)).isNotNull();
    }
  }
}
