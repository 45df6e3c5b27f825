package dev.pluginsuite.health.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/** How many installations of a plugin, of a version or at a site are how. */
record GroupView(
    @JsonInclude(Include.NON_NULL) @Nullable String pluginId,
    @JsonInclude(Include.NON_NULL) @Nullable String version,
    @JsonInclude(Include.NON_NULL) @Nullable String siteId,
    long unhealthy,
    long degraded,
    long unknown,
    long healthy) {

  /** Where a page ends: the order of the list. */
  String cursor() {
    return "%d:%d:%d:%s".formatted(unhealthy, degraded, unknown, key());
  }

  private String key() {
    if (siteId != null) {
      return siteId;
    }
    return version == null ? String.valueOf(pluginId) : pluginId + " " + version;
  }
}
