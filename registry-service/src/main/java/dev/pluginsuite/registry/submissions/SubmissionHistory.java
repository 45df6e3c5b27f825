package dev.pluginsuite.registry.submissions;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.problem.CommonProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads submissions without their manifests, which are long. */
@ApplicationScoped
class SubmissionHistory {
  /**
   * Of a version's last submission the package knows what was decided; an earlier one says it
   * itself.
   */
  private static final String SELECT =
      """
      select s.id, s.package_id, s.registry_id, s.plugin_id, s.plugin_version, s.package_url, s.checksum,
        s.submitted_by, s.submitted_at, s.outcome, p.submission_id = s.id as current,
        case when p.submission_id <> s.id then s.decision
          when p.status = 'REJECTED' and p.decided_by = 'withdrawal' then 'WITHDRAWN'
          when p.status in ('APPROVED', 'DEPRECATED', 'REJECTED', 'REVOKED') then p.status end as decision,
        case when p.submission_id = s.id then p.decided_by else s.decided_by end as decided_by,
        case when p.submission_id = s.id then p.decided_at else s.decided_at end as decided_at,
        case when p.submission_id = s.id then p.reason else s.reason end as reason
      from plugin_submissions s join plugin_packages p on p.id = s.package_id
      where %s order by s.id desc limit %d""";

  private final Pool pool;

  SubmissionHistory(Pool pool) {
    this.pool = pool;
  }

  Uni<Page<SubmissionView>> list(SubmissionFilter filter, int limit) {
    return read(filter, limit + 1).map(rows -> Page.of(rows, limit));
  }

  Uni<SubmissionView> get(UUID id, SubmissionFilter filter) {
    return read(filter, 1)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .orElseThrow(
                        () ->
                            CommonProblem.NOT_FOUND.because(
                                "There is no submission %s that you may see.".formatted(id))));
  }

  private Uni<List<SubmissionView>> read(SubmissionFilter filter, int limit) {
    return pool.preparedQuery(SELECT.formatted(filter.sql(), limit))
        .execute(filter.parameters())
        .map(SubmissionHistory::views);
  }

  private static List<SubmissionView> views(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(SubmissionView::of).toList();
  }
}
