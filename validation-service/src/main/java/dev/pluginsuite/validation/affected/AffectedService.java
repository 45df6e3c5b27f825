package dev.pluginsuite.validation.affected;

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
  private final Audit audit;
  private final MeterRegistry metrics;
  private final Clock clock;

  AffectedService(
      AffectedRepository affected,
      ComparisonService comparisons,
      Audit audit,
      MeterRegistry metrics,
      Clock clock) {
    this.affected = affected;
    this.comparisons = comparisons;
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
    return affected
        .put(sbom, found, clock.instant())
        .chain(fresh -> fresh == 0 ? Uni.createFrom().voidItem() : tell(sbom, fresh, found));
  }

  private Uni<Void> tell(UncomparedSbom sbom, long fresh, List<VulnerableLibrary> found) {
    var gravest = found.get(0).severity();
    LOG.warnf(
        "%s %s has libraries with %d newly known vulnerabilities, %s at most",
        sbom.pluginId(), sbom.version(), fresh, gravest);
    metrics.counter("validation.affected", "severity", gravest.name()).increment();
    return audit.record(
        VALIDATION,
        Deed.of("package.affected", "package", sbom.packageId())
            .changing(null, "%d advisories, %s at most".formatted(found.size(), gravest)));
  }

  @WithSession
  Uni<Page<AffectedView>> list(AffectedFilter filter, PageRequest page) {
    return affected.list(filter, page);
  }
}
