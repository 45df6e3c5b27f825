package dev.pluginsuite.deployment.target;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.SITE_CLOSED;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives up on sites whose maintenance windows do not open. */
@ApplicationScoped
public class ClosedService {
  private final ClosedStatements closed;
  private final TargetMetrics metrics;

  ClosedService(ClosedStatements closed, TargetMetrics metrics) {
    this.closed = closed;
    this.metrics = metrics;
  }

  /** So many sites of a deployment that did not open in time. */
  public record Closed(UUID deploymentId, int sites) {}

  /**
   * Gives up on sites of a deployment that did not open in time. Answers it, and null when there is
   * none.
   */
  @WithTransaction
  public Uni<@Nullable Closed> skip() {
    return closed.nextClosed().chain(id -> id == null ? Uni.createFrom().nullItem() : skip(id));
  }

  private Uni<@Nullable Closed> skip(UUID deployment) {
    var problem = SITE_CLOSED.because("The site had no maintenance window in time.").asDetail();
    return closed
        .skipClosed(deployment, problem)
        .invoke(counted -> metrics.ended(TargetStatus.SKIPPED, counted))
        .map(counted -> closed(deployment, counted.get(0).targets()));
  }

  /** Their windows may have been changed at that moment. */
  private static @Nullable Closed closed(UUID deployment, int sites) {
    return sites == 0 ? null : new Closed(deployment, sites);
  }
}
