package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.version.SemVer;
import org.jspecify.annotations.Nullable;

/**
 * A package that a site wants to run.
 *
 * @param needs what has to be held for it
 */
public record Wanted(
    String registryId,
    String pluginId,
    SemVer version,
    LicenseType needs,
    String siteId,
    @Nullable String enterpriseId,
    boolean development) {
  @Override
  public String toString() {
    return pluginId + " " + version;
  }
}
