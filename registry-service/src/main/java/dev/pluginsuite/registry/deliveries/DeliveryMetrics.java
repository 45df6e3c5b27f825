package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.registry.channels.Channel;
import dev.pluginsuite.registry.channels.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/**
 * What an operator sees of notices. The gauges are of the database: every replica shows the same.
 */
@Singleton
class DeliveryMetrics {
  private static final String LOOK =
      """
      select
        coalesce(extract(epoch from now() - least(min(d.created_at), (select min(raised_at) from notices where fanned_out_at is null))), 0)::float8,
        count(d.id),
        (select count(*) from subscriptions where status = 'PAUSED')
      from notice_deliveries d join subscriptions s on s.id = d.subscription_id
      where d.status = 'PENDING' and s.status in ('ACTIVE', 'PAUSED')""";

  private final MeterRegistry registry;
  private final Pool pool;
  private volatile double oldestSeconds;
  private volatile double pending;
  private volatile double paused;

  DeliveryMetrics(MeterRegistry registry, Pool pool) {
    this.registry = registry;
    this.pool = pool;
    Gauge.builder("notices.oldest.age", () -> oldestSeconds).baseUnit("seconds").register(registry);
    Gauge.builder("notices.pending", () -> pending).register(registry);
    Gauge.builder("notices.subscriptions.paused", () -> paused).register(registry);
  }

  void tried(Channel channel, Outcome.Kind outcome, Duration latency) {
    registry
        .timer("notices.deliveries", "channel", tag(channel), "outcome", tag(outcome))
        .record(latency);
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Scheduled(
      every = "15s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> look() {
    return pool.query(LOOK).execute().invoke(rows -> rows.forEach(this::observe)).replaceWithVoid();
  }

  private void observe(Row row) {
    oldestSeconds = row.getDouble(0);
    pending = row.getLong(1);
    paused = row.getLong(2);
  }
}
