package dev.pluginsuite.installation.install;

import dev.pluginsuite.installation.installation.Decision;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that somebody wants at a site.
 *
 * @param dependencyConfiguration by plugin id
 * @param activate whether it ends ACTIVE at once
 * @param planHash the plan that was looked at; null to take whatever there is
 */
public record Order(
    String siteId,
    UUID packageId,
    Map<String, Object> configuration,
    Map<String, Map<String, Object>> dependencyConfiguration,
    boolean activate,
    @Nullable String planHash,
    Decision decision) {}
