package dev.pluginsuite.registry.ratings;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RatingRepository implements PanacheRepositoryBase<PluginReview, UUID> {
  private static final String SEEN =
      "(r.status = APPROVED or :moderator = true or r.reviewer = :principal)";
  private static final String ONE =
      "from PluginReview r where r.id = :id and r.packageId = :package and " + SEEN;
  private static final String PAGE =
      """
      from PluginReview r where r.packageId = :package and r.id < :before and (:status is null or r.status = :status)
        and\s"""
          + SEEN
          + " order by r.id desc";
  private static final String COUNTS =
      "select r.rating, count(*) from PluginReview r where r.packageId = :package and r.status = APPROVED group by r.rating";
  private static final String VISIBLE =
      "select count(*) from plugin_packages where id = ?1 and status in (?2)";

  /** What is unapproved is known to who wrote it and to moderators. */
  Uni<PluginReview> get(UUID packageId, UUID id, Reader reader) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(ONE, PluginReview.class)
                    .setParameter("id", id)
                    .setParameter("package", packageId)
                    .setParameter("moderator", reader.moderator())
                    .setParameter("principal", reader.principal())
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> unknown(packageId, id));
  }

  /** Whoever wants to change it at the same time waits, and then sees what has become of it. */
  Uni<PluginReview> getForChange(UUID packageId, UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .map(it -> it != null && it.packageId.equals(packageId) ? it : null)
        .onItem()
        .ifNull()
        .failWith(() -> unknown(packageId, id));
  }

  Uni<@Nullable PluginReview> findForChange(UUID packageId, String reviewer) {
    return find("packageId = ?1 and reviewer = ?2", packageId, reviewer)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult();
  }

  Uni<Page<PluginReview>> page(
      UUID packageId, @Nullable RatingStatus status, Reader reader, PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(PAGE, PluginReview.class)
                    .setParameter("package", packageId)
                    .setParameter("before", page.before())
                    .setParameter("status", status)
                    .setParameter("moderator", reader.moderator())
                    .setParameter("principal", reader.principal())
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }

  /** How many gave one star, two, and so on, of those that count. */
  Uni<List<Long>> byStars(UUID packageId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(COUNTS, Object[].class)
                    .setParameter("package", packageId)
                    .getResultList())
        .map(RatingRepository::byStars);
  }

  private static List<Long> byStars(List<Object[]> rows) {
    var counts = new Long[] {0L, 0L, 0L, 0L, 0L};
    rows.forEach(row -> counts[((Number) row[0]).intValue() - 1] = (Long) row[1]);
    return Arrays.asList(counts);
  }

  Uni<Void> requireVisible(UUID packageId, String[] statuses) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(VISIBLE, Long.class)
                    .setParameter(1, packageId)
                    .setParameter(2, List.of(statuses))
                    .getSingleResult())
        .invoke(
            count -> {
              if (count == 0) {
                throw CommonProblem.NOT_FOUND.because(
                    "There is no package %s that you may see.".formatted(packageId));
              }
            })
        .replaceWithVoid();
  }

  private static RuntimeException unknown(UUID packageId, UUID id) {
    return CommonProblem.NOT_FOUND.because(
        "There is no review %s of package %s that you may see.".formatted(id, packageId));
  }

  /**
   * Who reads.
   *
   * @param principal the token's subject
   * @param moderator sees what is not approved
   */
  record Reader(String principal, boolean moderator) {}
}
