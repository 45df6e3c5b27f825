package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be deployed where.
 *
 * @param scheduledFor when it starts; now, if absent or past
 * @param configuration of an install, the same at every site
 * @param activate whether an install ends ACTIVE; it does, if absent
 */
record DeploymentRequest(
    @NotNull(message = "is required") UUID packageId,
    @NotNull(message = "is required")
        @Size(min = 1, max = 10_000, message = "must name 1 to 10000 sites")
        List<
                @NotNull(message = "must name a site")
                @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{0,62}",
                    message = "must be a site's id: lower-case letters, digits and hyphens")
                String>
            siteIds,
    @NotNull(message = "is required") DeploymentType deploymentType,
    @Nullable Instant scheduledFor,
    @Nullable Map<String, Object> configuration,
    @Nullable Boolean activate,
    @Nullable @Size(min = 1, max = 2000, message = "must have 1 to 2000 characters") String reason,
    @Nullable @Size(min = 1, max = 255, message = "must have 1 to 255 characters")
        String changeReference) {

  Map<String, Object> configurationOrNone() {
    return configuration == null ? Map.of() : configuration;
  }

  boolean activateOrDefault() {
    return activate == null || activate;
  }

  boolean isInstall() {
    return deploymentType == DeploymentType.INSTALL;
  }

  /** Whether nobody is to wait for its time. */
  boolean isDue(Instant now) {
    return scheduledFor == null || !scheduledFor.isAfter(now);
  }
}
