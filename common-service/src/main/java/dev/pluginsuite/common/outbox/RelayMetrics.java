package dev.pluginsuite.common.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator sees of the relay. Only who leads, or tries to, has figures. */
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

  void lead() {
    leading.set(1);
  }

  /** What waits does not vanish with the lead: the figures stay until somebody else has it. */
  void giveUpLead() {
    leading.set(0);
  }

  /** Another replica leads, or this one ends. */
  void standBy() {
    giveUpLead();
    observe(0, 0, 0);
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
