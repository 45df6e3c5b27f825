package dev.pluginsuite.common.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator sees of the relay. Only the leader's figures are more than zero. */
@Singleton
public class RelayMetrics {
  private volatile double oldestSeconds;
  private volatile double pending;
  private volatile double parked;
  private final AtomicInteger leading = new AtomicInteger();
  private final Counter sent;
  private final Counter failures;

  RelayMetrics(MeterRegistry registry) {
    Gauge.builder("outbox.oldest.age", () -> oldestSeconds).baseUnit("seconds").register(registry);
    Gauge.builder("outbox.pending", () -> pending).register(registry);
    Gauge.builder("outbox.parked", () -> parked).register(registry);
    Gauge.builder("outbox.relay.leader", leading::get).register(registry);
    sent = registry.counter("outbox.sent");
    failures = registry.counter("outbox.failures");
  }

  void observe(double oldestSeconds, double pending, double parked) {
    this.oldestSeconds = oldestSeconds;
    this.pending = pending;
    this.parked = parked;
  }

  void leading(boolean leads) {
    leading.set(leads ? 1 : 0);
    if (!leads) {
      observe(0, 0, 0);
    }
  }

  void sent(int records) {
    sent.increment(records);
  }

  void failed() {
    failures.increment();
  }

  public boolean isLeading() {
    return leading.get() == 1;
  }
}
