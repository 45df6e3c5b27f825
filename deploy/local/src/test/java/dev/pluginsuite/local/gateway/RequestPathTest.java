package dev.pluginsuite.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b-c_d.e~f, /a/b-c_d.e~f",
    "/a/, /a/",
    "/%61%2D%7e, /a-~",
    "/a%20b, /a%20b",
    "/%C3%A4, /%C3%A4",
    "/..a/.b, /..a/.b",
  })
  void only_what_needs_no_encoding_is_decoded(String raw, String normal) {
    assertThat(RequestPath.normalise(raw)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "//a",
        "/a//b",
        "/a/../b",
        "/a/..",
        "/./a",
        "/%2e%2e/a",
        "/%2E./a",
        "/a/%2e",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a\\b",
        "/a%00",
        "/a%0d%0a",
        "/a%7f",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a b",
        "/ä",
        "/a;b",
        "/a%3bb",
        "/a%3B",
        "http://a/b"
      })
  void what_servers_read_differently_is_refused(String raw) {
    assertThatThrownBy(() -> RequestPath.normalise(raw))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @Test
  void decoding_does_not_make_what_is_decoded_again() {
    assertThat(RequestPath.normalise("/%252e%252e/a")).isEqualTo("/%252e%252e/a");
  }
}
