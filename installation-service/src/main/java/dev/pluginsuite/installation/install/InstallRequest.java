package dev.pluginsuite.installation.install;

import dev.pluginsuite.installation.installation.Decision;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of an installation.
 *
 * @param siteId may be left out by a caller of exactly one site
 * @param dependencyConfiguration by plugin id, for dependencies that come along
 * @param dryRun answers the plan and changes nothing
 * @param planHash of a plan that was looked at: exactly that one, or a refusal
 */
record InstallRequest(
    @NotNull UUID packageId,
    @Size(max = 41) @Nullable String siteId,
    @Size(max = 500) @Nullable Map<String, Object> configuration,
    @Size(max = 100) @Nullable Map<String, Map<String, Object>> dependencyConfiguration,
    @Nullable Boolean dryRun,
    @Size(max = 64) @Nullable String planHash,
    @Size(max = 2000) @Nullable String reason,
    @Size(max = 255) @Nullable String changeReference) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  Order order(String site, Decision decision) {
    return new Order(
        site,
        packageId,
        configuration == null ? Map.of() : configuration,
        dependencyConfiguration == null ? Map.of() : dependencyConfiguration,
        false,
        planHash,
        null,
        decision);
  }
}
