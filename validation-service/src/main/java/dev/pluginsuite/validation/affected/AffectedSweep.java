package dev.pluginsuite.validation.affected;

import dev.pluginsuite.validation.sbom.ComparisonService;
import dev.pluginsuite.validation.sbom.UncomparedSbom;
import dev.pluginsuite.validation.vulnerability.LoadedAdvisories;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Compares packages with the database that counts, one after the other: those from before it was
 * loaded, and new ones. Which are done is in their rows, so that it goes on after a crash, and on
 * each replica with others.
 */
@ApplicationScoped
class AffectedSweep {
  private static final Logger LOG = Logger.getLogger(AffectedSweep.class);
  private static final int MOST_IN_A_RUN = 500;

  private final LoadedAdvisories advisories;
  private final ComparisonService comparisons;
  private final AffectedService affected;

  AffectedSweep(
      LoadedAdvisories advisories, ComparisonService comparisons, AffectedService affected) {
    this.advisories = advisories;
    this.comparisons = comparisons;
    this.affected = affected;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return advisories
        .generation()
        .chain(it -> it == null ? Uni.createFrom().voidItem() : compareAll(it))
        .onFailure()
        .invoke(e -> LOG.warnf("Packages are compared later: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> compareAll(long generation) {
    return Multi.createBy()
        .repeating()
        .uni(() -> compareNext(generation))
        .whilst(did -> did)
        .select()
        .first(MOST_IN_A_RUN)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Whether there was one. */
  private Uni<Boolean> compareNext(long generation) {
    return comparisons
        .next(generation)
        .chain(it -> it == null ? Uni.createFrom().item(false) : compare(it, generation));
  }

  /** One that cannot be compared holds up no other. */
  private Uni<Boolean> compare(UncomparedSbom sbom, long generation) {
    return advisories
        .about(sbom.libraries())
        .chain(found -> affected.compared(sbom, generation, found))
        .onFailure()
        .invoke(
            e -> LOG.warnf("Package %s is compared later: %s", sbom.packageId(), e.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWith(true);
  }
}
