package dev.pluginsuite.installation.testing;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What deployment-service asks a site for. */
public final class Commands {
  private Commands() {}

  public static DeploymentCommand of(
      String site,
      DeploymentType action,
      UUID packageId,
      String pluginId,
      Map<String, Object> configuration) {
    return new DeploymentCommand(
        UUID.randomUUID(),
        UUID.randomUUID(),
        site,
        action,
        packageId,
        pluginId,
        configuration,
        true,
        "it@example.com",
        null,
        false,
        null,
        Instant.now());
  }
}
