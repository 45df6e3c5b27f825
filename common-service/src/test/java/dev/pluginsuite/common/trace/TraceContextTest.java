package dev.pluginsuite.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void what_is_kept_is_what_comes_back() {
    var kept = new TraceContext(PARENT, "a=1,b=2");

    assertThat(TraceContext.of(kept.context())).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01\r\nx: y",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void what_is_no_trace_is_none(String said) {
    assertThat(TraceContext.of(said).context()).isSameAs(Context.root());
    assertThat(TraceContext.of(TraceContext.of(said).context()))
        .isEqualTo(new TraceContext(null, null));
  }

  @Test
  void what_is_to_be_carried_along_may_be_too_much() {
    var much = "a=" + "x".repeat(250) + ",b=" + "y".repeat(250) + ",c=" + "z".repeat(250);

    assertThat(TraceContext.of(new TraceContext(PARENT, much).context()))
        .isEqualTo(new TraceContext(PARENT, null));
  }
}
