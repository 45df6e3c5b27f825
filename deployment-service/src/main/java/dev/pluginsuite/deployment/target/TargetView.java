package dev.pluginsuite.deployment.target;

import dev.pluginsuite.api.rest.ProblemDetail;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a deployment at one site.
 *
 * @param installationId known once the site has taken it
 * @param problem why it failed
 */
public record TargetView(
    String siteId,
    TargetStatus status,
    @Nullable UUID commandId,
    @Nullable UUID installationId,
    @Nullable ProblemDetail problem,
    @Nullable Instant startedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt) {

  static TargetView of(Target it) {
    return new TargetView(
        it.siteId,
        it.status,
        it.commandId,
        it.installationId,
        it.problem,
        it.startedAt,
        it.acceptedAt,
        it.endedAt);
  }
}
