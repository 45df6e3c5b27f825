package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.packages.PackageView.Counters;
import dev.pluginsuite.registry.packages.ReviewQueue.Filter;
import dev.pluginsuite.registry.packages.ReviewQueue.Waiting;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What waits for a decision, over HTTP. */
@Path("/admin/plugin-registry/review-queue")
@RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
class ReviewQueueResource {
  private final ReviewQueue queue;
  private final PackageService packages;

  ReviewQueueResource(ReviewQueue queue, PackageService packages) {
    this.queue = queue;
    this.packages = packages;
  }

  @GET
  public Uni<ListAnswer<QueueView>> list(
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable PackageStatus status,
      @RestQuery @Nullable String registryId,
      @RestQuery @Nullable String pluginId,
      @RestQuery @Nullable RiskLevel risk,
      @RestQuery @Nullable String reviewer,
      @RestQuery @Nullable Boolean unassigned,
      @RestQuery @Nullable Boolean overdue) {
    var filter = new Filter(status, registryId, pluginId, risk, reviewer, unassigned, overdue);
    return queue
        .page(page, filter)
        .chain(
            rows ->
                packages
                    .counters(rows.rows().stream().map(it -> it.waiting().id).toList())
                    .map(counters -> answer(rows, counters)));
  }

  private static ListAnswer<QueueView> answer(Page<Waiting> rows, Counters counters) {
    return rows.answer(it -> QueueView.of(it, counters), it -> it.waiting().submissionId);
  }

  /**
   * @param dueAt by when a decision is wanted
   */
  record QueueView(@JsonUnwrapped PackageView waiting, Instant dueAt, boolean overdue) {
    static QueueView of(Waiting it, Counters counters) {
      return new QueueView(
          PackageView.queued(it.waiting(), counters, it.growth()), it.dueAt(), it.overdue());
    }
  }
}
