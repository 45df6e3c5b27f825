package dev.pluginsuite.installation.install;

import dev.pluginsuite.installation.install.Order.Replacement;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.InstallationView;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upgrade.
 *
 * @param packageId a newer version of the same plugin
 * @param configuration what is to be other than it was; everything else is kept
 * @param dependencyConfiguration by plugin id, for dependencies that come along or are upgraded
 * @param dryRun answers the plan and changes nothing
 * @param planHash of a plan that was looked at: exactly that one, or a refusal
 */
record UpgradeRequest(
    @NotNull UUID packageId,
    @Size(max = 500) @Nullable Map<String, Object> configuration,
    @Size(max = 100)
        @Nullable Map<@NotNull String, @NotNull @Size(max = 500) Map<String, Object>>
            dependencyConfiguration,
    @Nullable Boolean dryRun,
    @Size(max = 64) @Nullable String planHash,
    @Size(max = 2000) @Nullable String reason,
    @Size(max = 255) @Nullable String changeReference) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  Order order(InstallationView earlier, Decision decision) {
    return new Order(
        earlier.siteId(),
        packageId,
        configuration == null ? Map.of() : configuration,
        dependencyConfiguration == null ? Map.of() : dependencyConfiguration,
        false,
        planHash,
        new Replacement(earlier.id(), false),
        decision);
  }
}
