package dev.pluginsuite.common.observation;

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
import org.jboss.logging.Logger;

/**
 * How many things are in which status, and how long the longest has been in it. It is of the
 * database: every replica says the same.
 */
@ApplicationScoped
class StateMetrics {
  private static final Logger LOG = Logger.getLogger(StateMetrics.class);
  private static final Figures NONE = new Figures(0, 0);

  private final List<StateCount> counts;
  private final Pool pool;
  private final MeterRegistry metrics;
  private final Map<State, Figures> figures = new ConcurrentHashMap<>();

  StateMetrics(@All List<StateCount> counts, Pool pool, MeterRegistry metrics) {
    this.counts = counts;
    this.pool = pool;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    for (var count : counts) {
      count.statuses().forEach(it -> register(new State(count.kind(), it)));
    }
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
        .onFailure()
        .invoke(failure -> LOG.debugf("Cannot count states now: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<RowSet<Row>> look(StateCount count) {
    return pool.query(count.sql()).execute().invoke(rows -> show(count, rows));
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
}
