package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.DEPLOYMENT_NOT_FOUND;

import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.deployment.window.OpeningService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code plugin_deployments}. */
@ApplicationScoped
class DeploymentRepository {
  /** By the database's clock, the one clock of all replicas; each is had by one of them. */
  private static final String NEXT_DUE =
      """
      select cast(id as varchar) from plugin_deployments
      where status = 'SCHEDULED' and (scheduled_for is null or scheduled_for <= now())
      order by scheduled_for nulls first, id limit 1 for update skip locked""";

  private static final String NEXT_UNDECIDED =
      """
      select cast(id as varchar) from plugin_deployments
      where status = 'PENDING_APPROVAL' and approval_until <= now()
      order by approval_until limit 1 for update skip locked""";

  private static final String NEXT_UNSAID =
      """
      select cast(id as varchar) from plugin_deployments
      where announced_revision < revision and announced_at <= now() - interval '1 second'
      order by announced_at limit 1 for update skip locked""";

  private static final String TO_SEND =
      """
      select d.plugin_id, cast(d.id as varchar), d.traceparent from plugin_deployments d
      where d.status = 'IN_PROGRESS' and exists (
        select 1 from plugin_deployment_targets t
        where t.deployment_id = d.id and t.status = 'PENDING' and t.wave <= d.wave and (t.not_before is null or t.not_before <= now())
          and (d.ignores_windows or %s))
      order by d.id"""
          .formatted(OpeningService.OPEN);

  private static final String ROLLBACK_OF =
      "from Deployment where rollbackOf = ?1 order by id desc";

  private static final String HISTORY =
      "from HistoryEntry where deploymentId = ?1 and id < ?2 order by id desc";

  /** What would install a package, and has not ended. */
  private static final String INSTALLS_OF =
      """
      select id from Deployment
      where packageId = :package and type in (INSTALL, UPGRADE) and status in (PENDING_APPROVAL, SCHEDULED, IN_PROGRESS, PAUSED)
      order by id""";

  Uni<Deployment> persist(Deployment deployment) {
    return Panache.getSession()
        .chain(session -> session.persist(deployment).call(session::flush))
        .replaceWith(deployment);
  }

  Uni<Void> flush() {
    return Panache.getSession().chain(session -> session.flush());
  }

  Uni<Deployment> get(UUID id) {
    return Panache.getSession()
        .chain(session -> session.find(Deployment.class, id))
        .onItem()
        .ifNull()
        .failWith(() -> DEPLOYMENT_NOT_FOUND.because("No deployment %s.".formatted(id)));
  }

  /** As it is now, and stays until the transaction ends. */
  Uni<Deployment> lock(UUID id) {
    return Panache.getSession()
        .chain(session -> session.find(Deployment.class, id, LockModeType.PESSIMISTIC_WRITE))
        .onItem()
        .ifNull()
        .failWith(() -> DEPLOYMENT_NOT_FOUND.because("No deployment %s.".formatted(id)));
  }

  /** One that is locked, whose counters were changed by a statement since. */
  Uni<Deployment> refreshed(UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .flush()
                    .chain(() -> session.find(Deployment.class, id))
                    .invoke(session::detach)
                    .chain(() -> lock(id)));
  }

  Uni<@Nullable UUID> nextDue() {
    return one(NEXT_DUE);
  }

  /** Not decided about in time. */
  Uni<@Nullable UUID> nextUndecided() {
    return one(NEXT_UNDECIDED);
  }

  /** Changed since it was last announced, which is a second ago. */
  Uni<@Nullable UUID> nextUnsaid() {
    return one(NEXT_UNSAID);
  }

  private static Uni<@Nullable UUID> one(String sql) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql, String.class).getResultList())
        .map(rows -> rows.isEmpty() ? null : UUID.fromString(rows.get(0)));
  }

  /** Plugin and deployment of those that have sites to ask. */
  Uni<List<Object[]>> toSend() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TO_SEND, Object[].class).getResultList());
  }

  /** The newest one that takes it back; null if nobody has asked for one. */
  Uni<@Nullable Deployment> rollbackOf(UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(ROLLBACK_OF, Deployment.class)
                    .setParameter(1, id)
                    .setMaxResults(1)
                    .getSingleResultOrNull());
  }

  Uni<List<HistoryEntry>> history(UUID id, PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(HISTORY, HistoryEntry.class)
                    .setParameter(1, id)
                    .setParameter(2, page.before())
                    .setMaxResults(page.limit + 1)
                    .getResultList());
  }

  Uni<List<UUID>> installsOf(UUID packageId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(INSTALLS_OF, UUID.class)
                    .setParameter("package", packageId)
                    .getResultList());
  }

  Uni<List<Deployment>> list(DeploymentFilter filter, PageRequest page) {
    var hql = "from Deployment where id < :before" + filter.and() + " order by id desc";
    return Panache.getSession()
        .chain(
            session -> {
              var query =
                  session
                      .createQuery(hql, Deployment.class)
                      .setParameter("before", page.before())
                      .setMaxResults(page.limit + 1);
              filter.wanted().forEach(query::setParameter);
              return query.getResultList();
            });
  }
}
