package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits for a decision, the longest first. */
@ApplicationScoped
class ReviewQueue {
  /** Submissions have ascending ids, so the order is that of their times. */
  private static final String WAITING =
      """
      from PluginPackage p where p.submissionId > :after
        and p.review.status in (PENDING_REVIEW, IN_REVIEW) and p.validation in (PASSED, ERRORED)
        and (:status is null or p.review.status = :status)
        and (:registryId is null or p.registryId = :registryId)
        and (:pluginId is null or p.pluginId = :pluginId)
        and (:risk is null or p.risk = :risk)
        and (:reviewer is null or p.review.reviewer = :reviewer)
        and (:unassigned is null or :unassigned = (case when p.review.reviewer is null then true else false end))
        and (:overdue is null or :overdue = (case when p.uploadedAt < :due then true else false end))
      order by p.submissionId""";

  private final PermissionGrowth growth;
  private final Target target;
  private final Clock clock;

  ReviewQueue(PermissionGrowth growth, Target target, Clock clock) {
    this.growth = growth;
    this.target = target;
    this.clock = clock;
  }

  @WithSession
  Uni<Page<Waiting>> page(PageRequest page, Filter filter) {
    var now = clock.instant();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(WAITING, PluginPackage.class)
                    .setParameter("after", page.afterId())
                    .setParameter("status", filter.status())
                    .setParameter("registryId", filter.registryId())
                    .setParameter("pluginId", filter.pluginId())
                    .setParameter("risk", filter.risk())
                    .setParameter("reviewer", filter.reviewer())
                    .setParameter("unassigned", filter.unassigned())
                    .setParameter("overdue", filter.overdue())
                    .setParameter("due", now.minus(target.target()))
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit))
        .chain(rows -> growth.of(rows.rows()).map(more -> rows.map(it -> waiting(it, more, now))));
  }

  private Waiting waiting(PluginPackage it, Map<UUID, Growth> more, Instant now) {
    var due = it.uploadedAt.plus(target.target());
    return new Waiting(it, more.getOrDefault(it.id, Growth.OF_THE_FIRST), due, due.isBefore(now));
  }

  /** A package that waits for a decision. */
  record Waiting(PluginPackage waiting, Growth growth, Instant dueAt, boolean overdue) {}

  /** What the queue is narrowed to; null for whatever it is. */
  record Filter(
      @Nullable PackageStatus status,
      @Nullable String registryId,
      @Nullable String pluginId,
      @Nullable RiskLevel risk,
      @Nullable String reviewer,
      @Nullable Boolean unassigned,
      @Nullable Boolean overdue) {}

  /** By when a decision is wanted. */
  @ConfigMapping(prefix = "suite.review")
  interface Target {
    /** From submission to decision. */
    @WithDefault("PT24H")
    Duration target();
  }
}
