package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.deployment.known.KnownSiteService;
import dev.pluginsuite.deployment.known.SiteSelector;
import dev.pluginsuite.deployment.strategy.Strategy;
import jakarta.validation.Valid;
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
 * @param siteIds in this order they come into waves; either these or a selector
 * @param siteSelector the sites it selects when the deployment starts
 * @param scheduledFor when it starts; now, if absent or past
 * @param configuration of an install, the same at every site
 * @param activate whether an install ends ACTIVE; it does, if absent
 * @param strategy all sites at once, if absent
 * @param ignoreWindows also sites outside of their maintenance windows; needs a reason
 * @param dryRun answers which sites would be asked when, and changes nothing
 * @param planHash of a dry run; refused, if the plan is another one now
 */
record DeploymentRequest(
    @NotNull(message = "is required") UUID packageId,
    @Nullable @Size(min = 1, max = KnownSiteService.MOST, message = "must name 1 to 10000 sites")
        List<
                @NotNull(message = "must name a site")
                @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{0,62}",
                    message = "must be a site's id: lower-case letters, digits and hyphens")
                String>
            siteIds,
    @Nullable @Valid SiteSelector siteSelector,
    @NotNull(message = "is required") DeploymentType deploymentType,
    @Nullable Instant scheduledFor,
    @Nullable Map<String, Object> configuration,
    @Nullable Boolean activate,
    @Nullable @Valid Strategy strategy,
    @Nullable Boolean ignoreWindows,
    @Nullable Boolean dryRun,
    @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be the planHash of a dry run")
        String planHash,
    @Nullable @Size(min = 1, max = 2000, message = "must have 1 to 2000 characters") String reason,
    @Nullable @Size(min = 1, max = 255, message = "must have 1 to 255 characters")
        String changeReference) {

  Map<String, Object> configurationOrNone() {
    return configuration == null ? Map.of() : configuration;
  }

  boolean activateOrDefault() {
    return activate == null || activate;
  }

  Strategy strategyOrNone() {
    return strategy == null ? Strategy.NONE : strategy;
  }

  boolean isIgnoringWindows() {
    return Boolean.TRUE.equals(ignoreWindows);
  }

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** Whether it brings the package to sites. */
  boolean brings() {
    return isInstall() || deploymentType == DeploymentType.UPGRADE;
  }

  boolean isInstall() {
    return deploymentType == DeploymentType.INSTALL;
  }

  /** Whether nothing runs afterwards because of it. */
  boolean startsNothing() {
    return deploymentType == DeploymentType.UNINSTALL || (isInstall() && !activateOrDefault());
  }
}
