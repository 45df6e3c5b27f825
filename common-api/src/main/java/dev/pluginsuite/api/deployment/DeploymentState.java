package dev.pluginsuite.api.deployment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Header and counters of a deployment.
 *
 * @param statusReason why it is as it is; {@link #BREACHED}, when too many of its sites failed
 * @param version of the package; null from an older release, as are the members after it
 * @param createdBy who asked for it
 * @param rollbackOf the deployment that it takes back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeploymentState(
    UUID deploymentId,
    UUID packageId,
    String pluginId,
    DeploymentType deploymentType,
    DeploymentStatus status,
    int targetCount,
    int successCount,
    int failureCount,
    @Nullable Instant scheduledFor,
    @Nullable Instant completedAt,
    @Nullable String statusReason,
    @Nullable String version,
    @Nullable String createdBy,
    @Nullable UUID rollbackOf) {

  /** The reason of a status that too many failures have led to. */
  public static final String BREACHED = "breached";
}
