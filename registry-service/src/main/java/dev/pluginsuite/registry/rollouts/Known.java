package dev.pluginsuite.registry.rollouts;

import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.registry.notices.NoticeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a deployment was when it was last heard of. */
record Known(DeploymentStatus status, boolean breached) {
  private static final Duration NEWS = Duration.ofDays(1);

  static Known of(DeploymentState it) {
    return new Known(it.status(), DeploymentState.BREACHED.equals(it.statusReason()));
  }

  /**
   * What is told of it. By state, because a topic that was compacted leaves out what was between;
   * and a service that reads it for the first time tells nothing of what is long over.
   *
   * @param before null, when it was never heard of
   */
  static List<NoticeType> news(@Nullable Known before, DeploymentState it, Instant now) {
    var known = of(it);
    var ended = it.completedAt();
    if (before == null && ended != null && ended.isBefore(now.minus(NEWS))) {
      return List.of();
    }
    var news = new ArrayList<NoticeType>();
    var was = before == null ? null : before.status();
    if (known.status == DeploymentStatus.PENDING_APPROVAL && was != known.status) {
      news.add(NoticeType.DEPLOYMENT_AWAITING_APPROVAL);
    }
    if (known.isRunning() && isBeforeStart(was)) {
      news.add(NoticeType.DEPLOYMENT_STARTED);
    }
    if (known.breached && (before == null || !before.breached)) {
      news.add(NoticeType.DEPLOYMENT_BREACHED);
    }
    if (known.status.isEnd() && was != known.status) {
      news.add(NoticeType.DEPLOYMENT_ENDED);
    }
    return List.copyOf(news);
  }

  private boolean isRunning() {
    return switch (status) {
      case IN_PROGRESS, PAUSED, ROLLING_BACK -> true;
      case PENDING_APPROVAL,
          SCHEDULED,
          COMPLETED,
          PARTIALLY_FAILED,
          FAILED,
          CANCELLED,
          REJECTED,
          ROLLED_BACK ->
          false;
    };
  }

  private static boolean isBeforeStart(@Nullable DeploymentStatus was) {
    return was == null
        || was == DeploymentStatus.SCHEDULED
        || was == DeploymentStatus.PENDING_APPROVAL;
  }
}
