package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.common.trace.TraceContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ValidationRepository implements PanacheRepositoryBase<Validation, UUID> {
  private static final String ADD =
      """
      insert into plugin_validations (id, package_id, package_revision, submission_id, plugin_id, plugin_version,
        checksum, manifest, content_url, submitted_by, status, attempts, due_at, created_at, revision, version,
        traceparent)
      select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'RUNNING', 0, ?11, ?11, 1, 0, cast(?12 as varchar)
      where not exists (select 1 from plugin_validations where package_id = ?2 and package_revision >= ?3)
      on conflict do nothing""";
  private static final String CLAIM =
      """
      update plugin_validations set attempts = attempts + 1, due_at = ?2, revision = revision + 1
      where id = (select id from plugin_validations where status = 'RUNNING' and due_at <= ?1
        order by due_at limit 1 for update skip locked)
      returning id""";
  private static final String RENEW =
      "update plugin_validations set due_at = ?1 where status = 'RUNNING' and id in (?2)";
  private static final String LATEST =
      "packageId = ?1 and (?2 is null or submittedBy = ?2) order by packageRevision desc";

  private static final String FINISHED =
      """
      from Validation v where v.packageId < ?1 and v.status <> RUNNING and not exists
        (select 1 from Validation later where later.packageId = v.packageId and later.status <> RUNNING
          and later.packageRevision > v.packageRevision)
      order by v.packageId desc""";

  /** Adds what is to be done, unless it, or a later submission of the package, is known. */
  Uni<Integer> add(PackageState it, long packageRevision, String manifest, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ADD)
                    .setParameter(1, Ids.next())
                    .setParameter(2, it.packageId())
                    .setParameter(3, packageRevision)
                    .setParameter(4, it.submissionId())
                    .setParameter(5, it.pluginId())
                    .setParameter(6, it.version())
                    .setParameter(7, it.checksum())
                    .setParameter(8, manifest)
                    .setParameter(9, it.contentUrl())
                    .setParameter(10, it.uploadedBy())
                    .setParameter(11, now)
                    .setParameter(12, TraceContext.current().traceparent())
                    .executeUpdate());
  }

  /** Takes up what is due longest; whoever else asks at the same time gets another one. */
  Uni<@Nullable Validation> claim(Instant now, Duration lease) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLAIM, UUID.class)
                    .setParameter(1, now)
                    .setParameter(2, now.plus(lease))
                    .getSingleResultOrNull())
        .chain(id -> id == null ? Uni.createFrom().nullItem() : findById(id));
  }

  Uni<Integer> renew(List<UUID> ids, Instant dueAt) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RENEW)
                    .setParameter(1, dueAt)
                    .setParameter(2, ids)
                    .executeUpdate());
  }

  /** Of each package the last one that came to an end. */
  Uni<Page<Validation>> finished(PageRequest page) {
    return find(FINISHED, page.before())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  /**
   * @param submitter whose it has to be; null if anybody's will do
   */
  Uni<Validation> latest(UUID packageId, @Nullable String submitter) {
    return find(LATEST, packageId, submitter)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(
            () ->
                CommonProblem.NOT_FOUND.because(
                    "There is no validation of package %s.".formatted(packageId)));
  }
}
