package dev.pluginsuite.deployment.target;

import dev.pluginsuite.api.rest.ProblemDetail;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a deployment at one site.
 *
 * @param attempt the how-manieth time it is asked
 * @param notBefore when it is asked, at the earliest
 * @param opensAt when its site's maintenance window opens, or has opened, while it waits; null if
 *     the site has none
 * @param closesAt when that closes
 * @param installationId known once the site has taken it
 * @param baseline how the plugin was at the site before, if that was known
 * @param health how it was last, while the deployment was running; with a health gate only
 * @param unhealthy whether the health gate counts it as one that failed
 * @param problem why it failed
 */
public record TargetView(
    String siteId,
    TargetStatus status,
    int wave,
    int attempt,
    @Nullable Instant notBefore,
    @Nullable Instant opensAt,
    @Nullable Instant closesAt,
    @Nullable UUID commandId,
    @Nullable UUID installationId,
    @Nullable String baseline,
    @Nullable String health,
    boolean unhealthy,
    @Nullable ProblemDetail problem,
    @Nullable Instant startedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt) {

  static TargetView of(Target it) {
    return new TargetView(
        it.siteId,
        it.status,
        it.wave,
        it.attempt,
        it.status == TargetStatus.PENDING ? it.notBefore : null,
        it.status == TargetStatus.PENDING ? it.opensAt : null,
        it.status == TargetStatus.PENDING ? it.closesAt : null,
        it.commandId,
        it.installationId,
        it.baseline,
        it.health,
        it.unhealthy,
        it.problem,
        it.startedAt,
        it.acceptedAt,
        it.endedAt);
  }
}
