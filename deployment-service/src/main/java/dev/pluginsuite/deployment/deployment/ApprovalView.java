package dev.pluginsuite.deployment.deployment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment needs, or needed, before it starts.
 *
 * @param policies the policies that hold for its sites
 * @param by the second person
 * @param until when it is cancelled, if nobody has decided
 */
record ApprovalView(
    List<String> policies, @Nullable String by, @Nullable Instant at, @Nullable Instant until) {

  static @Nullable ApprovalView of(Deployment it) {
    return it.policies.names().isEmpty()
        ? null
        : new ApprovalView(it.policies.names(), it.approvedBy, it.approvedAt, it.approvalUntil);
  }
}
