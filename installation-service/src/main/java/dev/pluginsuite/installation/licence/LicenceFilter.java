package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
import jakarta.validation.constraints.Size;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a list of licences is narrowed to. */
class LicenceFilter {
  @RestQuery
  @Size(max = 64)
  @Nullable String registryId;

  @RestQuery
  @Size(max = 64)
  @Nullable String pluginId;

  @RestQuery @Nullable LicenseType licenseType;

  @RestQuery @Nullable LicenceStatus status;

  /** A site that it is for. */
  @RestQuery
  @Size(max = 41)
  @Nullable String siteId;
}
