package dev.pluginsuite.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedSamplerTest {
  private final AtomicLong second = new AtomicLong(7);
  private final BoundedSampler sampler = new BoundedSampler(3, second::get);

  @Test
  void no_more_than_that_is_recorded_in_a_second() {
    assertThat(recorded(10)).isEqualTo(3);
    assertThat(recorded(1)).isZero();

    second.incrementAndGet();

    assertThat(recorded(2)).isEqualTo(2);
  }

  private long recorded(int asked) {
    return IntStream.range(0, asked)
        .mapToObj(
            it ->
                sampler.shouldSample(
                    Context.root(), "", "", SpanKind.SERVER, Attributes.empty(), List.of()))
        .filter(it -> it.getDecision() == SamplingDecision.RECORD_AND_SAMPLE)
        .count();
  }
}
