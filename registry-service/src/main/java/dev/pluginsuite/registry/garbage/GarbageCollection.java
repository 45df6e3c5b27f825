package dev.pluginsuite.registry.garbage;

import dev.pluginsuite.common.security.Actor;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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

  private static final int SHOWN = 100;

  private final GarbageSearch search;
  private final GarbageMarks marks;
  private final GarbageService garbage;
  private final GarbageConfig config;

  GarbageCollection(
      GarbageSearch search, GarbageMarks marks, GarbageService garbage, GarbageConfig config) {
    this.search = search;
    this.marks = marks;
    this.garbage = garbage;
    this.config = config;
  }

  @Scheduled(
      every = "${suite.garbage.every}",
      delayed = "10m",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> onSchedule() {
    return run(false, Actor.system("garbage-collection")).replaceWithVoid();
  }

  Uni<GarbageView> run(boolean dryRun, Actor actor) {
    return search
        .everywhere(dryRun)
        .chain(found -> markAndSweep(found, dryRun, actor))
        .call(done -> garbage.record(done, actor));
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
