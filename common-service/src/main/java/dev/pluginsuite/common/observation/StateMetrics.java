package dev.pluginsuite.common.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * How many things are in which status, and how long the longest has been in it. It is of the
 * database: every replica says the same.
 */
@ApplicationScoped
class StateMetrics {
  private static final Logger LOG = Logger.getLogger(StateMetrics.class);
  private static final Figures NONE = new Figures(0, 0);
  private static final Durations NEITHER = new Durations(0, 0);

  private final List<StateCount> counts;
  private final Pool pool;
  private final MeterRegistry metrics;
  private final Counter looks;
  private final Counter failures;
  private final Map<State, Figures> figures = new ConcurrentHashMap<>();
  private final Map<State, Durations> durations = new ConcurrentHashMap<>();

  StateMetrics(@All List<StateCount> counts, Pool pool, MeterRegistry metrics) {
    this.counts = counts;
    this.pool = pool;
    this.metrics = metrics;
    this.looks = metrics.counter("state.looks", "result", "ok");
    this.failures = metrics.counter("state.looks", "result", "failed");
  }

  void start(@Observes StartupEvent event) {
    for (var count : counts) {
      for (var status : count.statuses()) {
        register(new State(count.kind(), status));
        if (count.durations() != null) {
          registerDurations(new State(count.kind(), status));
        }
      }
    }
  }

  private void registerDurations(State state) {
    var tags = Tags.of("kind", state.kind(), "status", state.status());
    duration(tags.and("of", "mean"), () -> durationsOf(state).mean());
    duration(tags.and("of", "longest"), () -> durationsOf(state).longest());
  }

  private void duration(Tags tags, Supplier<Number> seconds) {
    Gauge.builder("state.duration", seconds).baseUnit("seconds").tags(tags).register(metrics);
  }

  private Durations durationsOf(State state) {
    return durations.getOrDefault(state, NEITHER);
  }

  private void register(State state) {
    var tags = Tags.of("kind", state.kind(), "status", state.status());
    Gauge.builder("state.count", () -> figuresOf(state).count()).tags(tags).register(metrics);
    Gauge.builder("state.oldest.age", () -> figuresOf(state).oldestSeconds())
        .baseUnit("seconds")
        .tags(tags)
        .register(metrics);
  }

  private Figures figuresOf(State state) {
    return figures.getOrDefault(state, NONE);
  }

  @Scheduled(
      every = "${suite.observation.every:15s}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "count-states")
  Uni<Void> look() {
    return Multi.createFrom()
        .iterable(counts)
        .onItem()
        .transformToUniAndConcatenate(this::look)
        .collect()
        .last()
        .invoke(() -> looks.increment())
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void failed(Throwable failure) {
    failures.increment();
    LOG.debugf(failure, "Cannot count states now");
  }

  private Uni<Void> look(StateCount count) {
    var counted = pool.query(count.sql()).execute().invoke(rows -> show(count, rows));
    var sql = count.durations();
    return sql == null
        ? counted.replaceWithVoid()
        : counted
            .chain(() -> pool.query(sql).execute())
            .invoke(rows -> showDurations(count, rows))
            .replaceWithVoid();
  }

  private void showDurations(StateCount count, RowSet<Row> rows) {
    count.statuses().forEach(it -> durations.put(new State(count.kind(), it), NEITHER));
    rows.forEach(
        it ->
            durations.put(
                new State(count.kind(), it.getString(0)),
                new Durations(it.getDouble(1), it.getDouble(2))));
  }

  /** A status that has no row any more has nobody in it. */
  private void show(StateCount count, RowSet<Row> rows) {
    var found = new HashMap<String, Figures>();
    rows.forEach(it -> found.put(it.getString(0), new Figures(it.getLong(1), it.getDouble(2))));
    count
        .statuses()
        .forEach(it -> figures.put(new State(count.kind(), it), found.getOrDefault(it, NONE)));
  }

  private record State(String kind, String status) {}

  private record Figures(long count, double oldestSeconds) {}

  private record Durations(double mean, double longest) {}
}
