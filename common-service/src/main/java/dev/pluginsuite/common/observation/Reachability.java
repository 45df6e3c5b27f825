package dev.pluginsuite.common.observation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database and Kafka answer this replica. Without Kafka a service is ready all the
 * same, so that somebody has to be told otherwise.
 */
@Singleton
class Reachability {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Pool pool;
  private final Map<String, Object> kafka;
  private final AtomicInteger databaseAnswers = new AtomicInteger(1);
  private final AtomicInteger kafkaAnswers = new AtomicInteger(1);
  private @Nullable Admin admin;

  Reachability(
      Pool pool,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry metrics) {
    this.pool = pool;
    this.kafka = new HashMap<>(kafka);
    this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    register(metrics, "database", databaseAnswers);
    register(metrics, "kafka", kafkaAnswers);
  }

  private static void register(MeterRegistry metrics, String of, AtomicInteger answers) {
    Gauge.builder("dependency.reachable", answers::get).tag("dependency", of).register(metrics);
  }

  @Scheduled(
      every = "${suite.observation.every:15s}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "reach-database")
  Uni<Void> askDatabase() {
    return pool.query("select 1")
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onItemOrFailure()
        .invoke((rows, failure) -> databaseAnswers.set(failure == null ? 1 : 0))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** On a thread of the scheduler: making a client of Kafka's looks up names. */
  @Scheduled(
      every = "${suite.observation.every:15s}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "reach-kafka")
  void askKafka() throws InterruptedException {
    try {
      var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
      open().describeCluster(options).nodes().get();
      kafkaAnswers.set(1);
    } catch (ExecutionException | KafkaException e) {
      kafkaAnswers.set(0);
    }
  }

  private synchronized Admin open() {
    var open = admin;
    if (open == null) {
      open = Admin.create(kafka);
      admin = open;
    }
    return open;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
