package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.common.time.Ids;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that somebody thinks of.
 *
 * @param configuration of what is installed or upgraded
 * @param activate whether an install ends ACTIVE; it does, if absent
 */
record PlansRequest(
    @NotNull UUID packageId,
    @NotNull DeploymentType deploymentType,
    @NotNull @Size(min = 1, max = 200) List<@NotBlank @Size(max = 41) String> siteIds,
    @Size(max = 500) @Nullable Map<String, Object> configuration,
    @Nullable Boolean activate) {

  /** Each once, in order. */
  List<String> after(String siteId) {
    return siteIds.stream().filter(it -> it.compareTo(siteId) > 0).distinct().sorted().toList();
  }

  /** What the site would be asked for. */
  DeploymentCommand command(String siteId, String pluginId, String by, Instant now) {
    return new DeploymentCommand(
        Ids.next(),
        Ids.next(),
        siteId,
        deploymentType,
        packageId,
        pluginId,
        Objects.requireNonNullElse(configuration, Map.of()),
        !Boolean.FALSE.equals(activate),
        by,
        null,
        false,
        null,
        now);
  }
}
