package dev.pluginsuite.common.audit;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads the audit. */
@ApplicationScoped
class AuditService {
  private static final String LIST =
      """
      from AuditEntry where id < :before and (:subjectId is null or subjectId = :subjectId) and (:actor is null or actor = :actor)
      order by id desc""";

  @WithSession
  Uni<Page<AuditEntry>> list(PageRequest page, @Nullable String subjectId, @Nullable String actor) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(LIST, AuditEntry.class)
                    .setParameter("before", page.before())
                    .setParameter("subjectId", subjectId)
                    .setParameter("actor", actor)
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }
}
