package dev.pluginsuite.agent.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @AfterEach
  void forget() {
    Trace.set(null);
  }

  @Test
  void a_trace_is_kept_as_it_is_and_told_by_its_id() {
    Trace.set(Trace.in(VALID.getBytes(UTF_8)));

    assertThat(Trace.current()).isEqualTo(VALID);
    assertThat(Trace.id()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX-Forged: yes",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01"
      })
  void what_is_none_is_not_passed_on(String said) {
    assertThat(Trace.in(said.getBytes(UTF_8))).isNull();
  }

  @Test
  void without_one_there_is_none() {
    assertThat(Trace.in(null)).isNull();
    assertThat(Trace.id()).isEqualTo("none");
  }
}
