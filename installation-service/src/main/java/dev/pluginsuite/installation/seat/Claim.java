package dev.pluginsuite.installation.seat;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.licence.LicenceKey;
import dev.pluginsuite.installation.licence.Wanted;
import dev.pluginsuite.installation.site.SiteView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that a site is to run.
 *
 * @param key of the licence that is to be used; null for any that does
 */
public record Claim(PackageState state, @Nullable LicenceKey key) {
  public static Claim of(PackageState state) {
    return new Claim(state, null);
  }

  UUID packageId() {
    return state.packageId();
  }

  boolean isFree() {
    return state.licenseType() == LicenseType.FREE;
  }

  Wanted at(SiteView site) {
    return new Wanted(
        state.registryId(),
        state.pluginId(),
        SemVer.of(state.version()),
        state.licenseType(),
        site.id(),
        site.enterpriseId(),
        site.development());
  }
}
