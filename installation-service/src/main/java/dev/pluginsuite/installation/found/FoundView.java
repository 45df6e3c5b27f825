package dev.pluginsuite.installation.found;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that somebody else put at a site.
 *
 * @param packageId of the approved package with its checksum; null if there is none
 * @param obstacle why it cannot be adopted; null if it can, as far as can be told without planning
 */
record FoundView(
    String pluginId,
    @Nullable String version,
    @Nullable String checksum,
    String name,
    @Nullable UUID packageId,
    @Nullable String obstacle) {

  boolean isAdoptable() {
    return packageId != null && obstacle == null;
  }
}
