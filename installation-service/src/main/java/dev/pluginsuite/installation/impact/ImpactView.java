package dev.pluginsuite.installation.impact;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.rest.ListAnswer.Pagination;
import java.util.List;
import java.util.UUID;

/**
 * What hangs on a package, paged by site.
 *
 * @param data one entry for each site that has it
 */
record ImpactView(Summary summary, List<SiteImpact> data, Pagination pagination) {
  /** Over all pages. */
  record Summary(
      UUID packageId,
      String pluginId,
      String version,
      long sites,
      long dependents,
      List<LicenceImpact> licences) {}

  /**
   * A licence under which sites have it.
   *
   * @param licenseKey masked
   * @param seats that such sites have of it
   */
  record LicenceImpact(UUID licenseId, String licenseKey, LicenseType licenseType, long seats) {}

  /**
   * A site that has it.
   *
   * @param dependents what is installed there and needs it, over any number of steps
   */
  record SiteImpact(String siteId, List<Affected> installations, List<Affected> dependents) {}

  /** An installation. */
  record Affected(UUID installationId, String pluginId, String version, String status) {}
}
