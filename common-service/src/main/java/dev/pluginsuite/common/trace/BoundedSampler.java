package dev.pluginsuite.common.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Records what callers want recorded, so many times in each second: whoever asks for more does not
 * fill the collector. What is not recorded keeps its ids.
 */
final class BoundedSampler implements Sampler {
  private final int most;
  private final LongSupplier seconds;
  private long second;
  private int taken;

  /**
   * @param most in each second
   */
  BoundedSampler(int most, LongSupplier seconds) {
    this.most = most;
    this.seconds = seconds;
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return take() ? SamplingResult.recordAndSample() : SamplingResult.drop();
  }

  private synchronized boolean take() {
    var now = seconds.getAsLong();
    if (now != second) {
      second = now;
      taken = 0;
    }
    if (taken >= most) {
      return false;
    }
    taken++;
    return true;
  }

  @Override
  public String getDescription() {
    return "BoundedSampler{%d a second}".formatted(most);
  }
}
