package dev.pluginsuite.validation.affected;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.validation.osv.VulnerableLibrary;
import dev.pluginsuite.validation.sbom.ComparisonService;
import dev.pluginsuite.validation.sbom.UncomparedSbom;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** The use cases of packages with libraries about which something became known. */
@ApplicationScoped
class AffectedService {
  private static final Logger LOG = Logger.getLogger(AffectedService.class);
  private static final Actor VALIDATION = Actor.system("validation");
  private static final int MOST = 1_000;

  private final AffectedRepository affected;
  private final ComparisonService comparisons;
  private final AffectedEvents events;
  private final Audit audit;
  private final MeterRegistry metrics;
  private final Clock clock;

  AffectedService(
      AffectedRepository affected,
      ComparisonService comparisons,
      AffectedEvents events,
      Audit audit,
      MeterRegistry metrics,
      Clock clock) {
    this.affected = affected;
    this.comparisons = comparisons;
    this.events = events;
    this.audit = audit;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What the database says of a package, the gravest of it; its validation stays as it is. */
  @WithTransaction
  Uni<Void> compared(UncomparedSbom sbom, long generation, List<VulnerableLibrary> found) {
    var gravest =
        found.stream()
            .sorted(Comparator.comparing(VulnerableLibrary::severity).reversed())
            .limit(MOST)
            .toList();
    return comparisons
        .done(sbom, generation)
        .chain(counts -> counts ? put(sbom, gravest) : Uni.createFrom().voidItem());
  }

  private Uni<Void> put(UncomparedSbom sbom, List<VulnerableLibrary> found) {
    return affected.of(sbom.packageId()).chain(it -> put(it, sbom, found));
  }

  private Uni<Void> put(AffectedPackage it, UncomparedSbom sbom, List<VulnerableLibrary> found) {
    return affected
        .put(sbom, found, it.nextRevision(), clock.instant())
        .chain(
            difference ->
                difference.isNone()
                    ? Uni.createFrom().voidItem()
                    : changed(it, sbom, difference.fresh(), found));
  }

  private Uni<Void> changed(
      AffectedPackage it, UncomparedSbom sbom, long fresh, List<VulnerableLibrary> found) {
    it.changed();
    if (fresh > 0) {
      warn(sbom, fresh, found.get(0).severity());
    }
    var known =
        found.isEmpty()
            ? "no advisory"
            : "%d advisories, %s at most".formatted(found.size(), found.get(0).severity());
    return affected
        .persist(it)
        .chain(
            () ->
                audit.record(
                    VALIDATION,
                    Deed.of("package.affected", "package", it.packageId).changing(null, known)))
        .chain(() -> events.tell(it));
  }

  private void warn(UncomparedSbom sbom, long fresh, Level gravest) {
    LOG.warnf(
        "%s %s has libraries with %d newly known vulnerabilities, %s at most",
        sbom.pluginId(), sbom.version(), fresh, gravest);
    metrics.counter("validation.affected", "severity", gravest.name()).increment();
  }

  @WithSession
  Uni<Page<AffectedView>> list(AffectedFilter filter, PageRequest page) {
    return affected.list(filter, page);
  }
}
