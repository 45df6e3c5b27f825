package dev.pluginsuite.registry.garbage;

import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.blobs.Blob;
import dev.pluginsuite.registry.storage.Keys;
import dev.pluginsuite.registry.storage.StorageAccounts;
import dev.pluginsuite.registry.storage.StorageLocation;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Mark and sweep: notes what lies in the stores, marks what no package refers to, and removes what
 * was marked long enough ago and still nothing refers to. Any replica may run it, and several may.
 */
@ApplicationScoped
class GarbageCollection {
  private static final Logger LOG = Logger.getLogger(GarbageCollection.class);

  /** Objects lie in folders named by the first byte of their digest: one of them fits in memory. */
  private static final int FOLDERS = 256;

  private static final int SHOWN = 100;

  private final GarbageMarks marks;
  private final GarbageService garbage;
  private final GarbageConfig config;
  private final StorageAccounts accounts;
  private final Vertx vertx;

  GarbageCollection(
      GarbageMarks marks,
      GarbageService garbage,
      GarbageConfig config,
      StorageAccounts accounts,
      Vertx vertx) {
    this.marks = marks;
    this.garbage = garbage;
    this.config = config;
    this.accounts = accounts;
    this.vertx = vertx;
  }

  @Scheduled(
      every = "${suite.garbage.every}",
      delayed = "10m",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> onSchedule() {
    return run(false, Actor.system("garbage-collection")).replaceWithVoid();
  }

  Uni<GarbageView> run(boolean dryRun, Actor actor) {
    return adopt(dryRun)
        .chain(found -> markAndSweep(found, dryRun, actor))
        .call(done -> garbage.record(done, actor));
  }

  private Uni<Long> adopt(boolean dryRun) {
    return marks
        .locations()
        .onItem()
        .transformToMulti(locations -> Multi.createFrom().iterable(locations))
        .onItem()
        .transformToUniAndConcatenate(location -> adopt(location, dryRun))
        .collect()
        .in(Total::new, Total::add)
        .map(it -> it.sum);
  }

  private Uni<Long> adopt(String location, boolean dryRun) {
    return Multi.createFrom()
        .range(0, FOLDERS)
        .onItem()
        .transformToUniAndConcatenate(folder -> adoptFolder(location, folder, dryRun))
        .collect()
        .in(Total::new, Total::add)
        .map(it -> it.sum)
        .onFailure(IOException.class)
        .recoverWithItem(away -> skipped(location, away));
  }

  /** A server that is away keeps its garbage, and the others lose theirs. */
  private static Long skipped(String location, Throwable away) {
    LOG.warnf("Cannot list %s: %s", location, away.getMessage());
    return 0L;
  }

  private Uni<Long> adoptFolder(String location, int folder, boolean dryRun) {
    return vertx
        .executeBlocking(() -> listed(location, folder))
        .chain(
            found ->
                found.isEmpty() ? Uni.createFrom().item(0L) : marks.adopt(location, found, dryRun));
  }

  private List<Blob> listed(String location, int folder) throws IOException {
    var found = new ArrayList<Blob>();
    accounts
        .at(StorageLocation.parse(location))
        .list("%s%02x/".formatted(Keys.OBJECTS, folder), found::add);
    found.removeIf(it -> !it.key().matches("sha256/[0-9a-f]{2}/[0-9a-f]{64}"));
    return found;
  }

  private Uni<GarbageView> markAndSweep(long found, boolean dryRun, Actor actor) {
    return marks
        .mark(config.grace(), dryRun)
        .chain(
            marked ->
                marks
                    .due(config.grace(), config.atOnce())
                    .chain(due -> dryRun ? all(due) : sweep(due, actor))
                    .map(swept -> view(dryRun, found, marked, swept)));
  }

  private static Uni<Swept> all(List<GarbageObject> due) {
    return Uni.createFrom().item(new Swept(due, 0));
  }

  private Uni<Swept> sweep(List<GarbageObject> due, Actor actor) {
    var swept = new Swept(new ArrayList<>(), 0);
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(it -> sweep(it, swept, actor))
        .collect()
        .last()
        .replaceWith(swept);
  }

  private Uni<Boolean> sweep(GarbageObject it, Swept swept, Actor actor) {
    return garbage
        .sweep(it, config.grace(), actor)
        .invoke(gone -> swept.add(gone, it))
        .onFailure()
        .recoverWithItem(away -> failed(it, swept, away));
  }

  private static Boolean failed(GarbageObject it, Swept swept, Throwable away) {
    LOG.warnf("Cannot remove sha256:%s at %s: %s", it.checksum(), it.location(), away);
    swept.failed++;
    return false;
  }

  private static GarbageView view(boolean dryRun, long found, long marked, Swept swept) {
    return new GarbageView(
        dryRun,
        found,
        marked,
        swept.objects.size(),
        swept.objects.stream().mapToLong(GarbageObject::size).sum(),
        swept.failed,
        swept.objects.stream().limit(SHOWN).toList());
  }

  private static final class Total {
    private long sum;

    void add(long more) {
      sum += more;
    }
  }

  private static final class Swept {
    private final List<GarbageObject> objects;
    private long failed;

    Swept(List<GarbageObject> objects, long failed) {
      this.objects = objects;
      this.failed = failed;
    }

    void add(boolean gone, GarbageObject it) {
      if (gone) {
        objects.add(it);
      }
    }
  }
}
