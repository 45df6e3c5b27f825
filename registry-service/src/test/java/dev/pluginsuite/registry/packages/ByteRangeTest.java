package dev.pluginsuite.registry.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  private static final int SIZE = 10;
  private static final String ETAG = "\"abc\"";

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-, 0, 10",
    "bytes=3-5, 3, 3",
    "bytes=9-, 9, 1",
    "bytes=5-100, 5, 5",
    "bytes=-1, 9, 1",
    "bytes=-100, 0, 10",
    "bytes=0-999999999999999999, 0, 10",
  })
  @Tag("REST-43")
  void a_part_is_read_as_the_rfc_says(String header, long from, long length) {
    assertThat(ByteRange.of(header, SIZE)).hasValue(new ByteRange(from, length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,3-4",
        "bytes=5-3",
        "bytes=-",
        "bytes=a-b",
        "lines=0-1",
        "bytes 0-1",
        "",
        "bytes=0-99999999999999999999"
      })
  void several_parts_and_nonsense_are_answered_with_the_whole(String header) {
    assertThat(ByteRange.of(header, SIZE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
  void a_part_that_does_not_exist_is_not_satisfiable(String header) {
    assertThatThrownBy(() -> ByteRange.of(header, SIZE))
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            it -> {
              assertThat(it.getResponse().getStatus()).isEqualTo(416);
              assertThat(it.getResponse().getHeaderString("Content-Range")).isEqualTo("bytes */10");
            });
  }

  @Test
  void every_part_lies_within_the_whole() {
    for (int size = 1; size < 8; size++) {
      for (int from = 0; from < size; from++) {
        for (int to = from; to < 10; to++) {
          var part = ByteRange.of("bytes=%d-%d".formatted(from, to), size).orElseThrow();

          assertThat(part.from()).isEqualTo(from);
          assertThat(part.from() + part.length()).isEqualTo(Math.min(to + 1, size));
          assertThat(part.contentRange(size))
              .isEqualTo("bytes %d-%d/%d".formatted(from, Math.min(to, size - 1), size));
        }
      }
    }
  }

  @Test
  void a_part_of_something_else_is_answered_with_the_whole() {
    assertThat(new ContentConditions(null, "bytes=1-2", "\"other\"").part(ETAG, SIZE)).isEmpty();
    assertThat(
            new ContentConditions(null, "bytes=1-2", "Mon, 01 Jan 2026 00:00:00 GMT")
                .part(ETAG, SIZE))
        .isEmpty();
    assertThat(new ContentConditions(null, "bytes=1-2", "W/" + ETAG).part(ETAG, SIZE)).isEmpty();
    assertThat(new ContentConditions(null, "bytes=1-2", ETAG).part(ETAG, SIZE)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"abc\"', true",
    "'\"x\", W/\"abc\"', true",
    "*, true",
    "'\"x\"', false",
    "abc, false",
  })
  void whoever_has_the_bytes_is_told_so(String ifNoneMatch, boolean current) {
    assertThat(new ContentConditions(ifNoneMatch, null, null).isCurrent(ETAG)).isEqualTo(current);
  }
}
