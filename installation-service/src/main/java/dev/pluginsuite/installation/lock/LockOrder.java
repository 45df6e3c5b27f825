package dev.pluginsuite.installation.lock;

import dev.pluginsuite.installation.installation.Decision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock that somebody wants at a site.
 *
 * @param configuration by plugin id, over what the lock says: secrets too
 * @param prune whether what is not in the lock goes, and what is newer is lowered
 * @param planHash of the plan that was looked at; null to take whatever there is
 */
record LockOrder(
    String siteId,
    SiteLock lock,
    Map<String, Map<String, Object>> configuration,
    boolean prune,
    @Nullable String planHash,
    Decision decision) {

  Map<String, Object> configurationOf(String pluginId) {
    return configuration.getOrDefault(pluginId, Map.of());
  }
}
