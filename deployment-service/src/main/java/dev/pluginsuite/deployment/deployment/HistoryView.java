package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a deployment, of a person or of the engine.
 *
 * @param status what the deployment was afterwards
 * @param detail why, such as the counters of a wave
 */
record HistoryView(
    UUID id,
    Instant at,
    String action,
    DeploymentStatus status,
    @Nullable String detail,
    String actor) {
  static HistoryView of(HistoryEntry it) {
    return new HistoryView(it.id, it.at, it.action, it.status, it.detail, it.actor);
  }
}
