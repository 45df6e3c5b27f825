package dev.pluginsuite.api.deployment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Header and counters of a deployment, for operators. */
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
    @Nullable Instant completedAt) {}
