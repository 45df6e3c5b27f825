package dev.pluginsuite.registry.packages;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Counts downloads in memory and writes them down together every few seconds, so that no download
 * waits for another's row. Whoever kills the process loses the counts of those seconds, no more.
 */
@ApplicationScoped
class DownloadCounter {
  private static final Logger LOG = Logger.getLogger(DownloadCounter.class);

  /** In the order of ids: replicas that write at the same time then never wait in a circle. */
  private static final String ADD =
      """
      insert into package_counters as c (package_id, downloads)
      select n.id, n.downloads from unnest($1::uuid[], $2::bigint[]) as n (id, downloads) order by n.id
      on conflict (package_id) do update set downloads = c.downloads + excluded.downloads""";

  private static final long LAST_WAIT_SECONDS = 5;

  private final Pool pool;
  private final Map<UUID, Long> counts = new ConcurrentHashMap<>();

  DownloadCounter(Pool pool) {
    this.pool = pool;
  }

  void count(UUID packageId) {
    add(packageId, 1L);
  }

  private void add(UUID packageId, long downloads) {
    counts.merge(packageId, downloads, Long::sum);
  }

  @Scheduled(
      every = "${suite.downloads.written-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> write() {
    var taken = take();
    if (taken.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var ids = taken.keySet().toArray(UUID[]::new);
    var downloads = taken.values().toArray(Long[]::new);
    return pool.preparedQuery(ADD)
        .execute(Tuple.of(ids, downloads))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(away -> putBack(taken, away));
  }

  private Map<UUID, Long> take() {
    var taken = new TreeMap<UUID, Long>();
    List.copyOf(counts.keySet()).forEach(id -> take(id, taken));
    return taken;
  }

  private void take(UUID id, Map<UUID, Long> taken) {
    var count = counts.remove(id);
    if (count != null) {
      taken.put(id, count);
    }
  }

  private Void putBack(Map<UUID, Long> taken, Throwable away) {
    LOG.warnf("Downloads are counted later: %s", away.getMessage());
    taken.forEach(this::add);
    return null;
  }

  void writeTheLast(@Observes ShutdownEvent stop) {
    try {
      write().subscribeAsCompletionStage().get(LAST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("The last downloads were not counted: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
