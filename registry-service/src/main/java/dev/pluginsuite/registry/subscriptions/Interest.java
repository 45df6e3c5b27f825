package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.registry.notices.NoticeScope;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber wants to hear. An empty set of registries, plugins or sites narrows nothing;
 * with sites, only what concerns one of them is heard. One JSON object, because Hibernate Reactive
 * cannot read JSON arrays.
 *
 * @param types names of notice types; a newer release may have written some that we do not know
 * @param pluginIds whole ids, or their beginning before an asterisk
 */
record Interest(
    Set<String> types, Set<String> registryIds, Set<String> pluginIds, Set<String> siteIds) {

  boolean covers(String type, NoticeScope scope) {
    return types.contains(type)
        && (registryIds.isEmpty() || holds(registryIds, scope.registryId()))
        && (pluginIds.isEmpty() || fits(scope.pluginId()))
        && (siteIds.isEmpty() || meets(scope.siteIds()));
  }

  private static boolean holds(Set<String> wanted, @Nullable String id) {
    return id != null && wanted.contains(id);
  }

  private boolean fits(@Nullable String pluginId) {
    return pluginId != null && pluginIds.stream().anyMatch(it -> fits(it, pluginId));
  }

  private static boolean fits(String pattern, String pluginId) {
    return pattern.endsWith("*")
        ? pluginId.startsWith(pattern.substring(0, pattern.length() - 1))
        : pluginId.equals(pattern);
  }

  private boolean meets(Collection<String> sites) {
    return sites.stream().anyMatch(siteIds::contains);
  }
}
