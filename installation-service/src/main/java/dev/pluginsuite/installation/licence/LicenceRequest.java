package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.registry.LicenseType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A licence to issue.
 *
 * @param versionRange as npm writes it; absent for all versions
 * @param siteIds the sites it is for; needed for SITE, refused for ENTERPRISE
 * @param enterpriseId the enterprise whose sites it is for; absent, with no sites, for all
 * @param maxInstallations absent for as many as there are sites
 * @param expiresAt absent for never, and for a TRIAL in 30 days
 */
record LicenceRequest(
    @NotBlank @Size(max = 64) String registryId,
    @NotNull
        @Pattern(
            regexp = "[a-z0-9]++(-[a-z0-9]++)*+",
            message = "must be lower-case letters, digits and single dashes")
        @Size(min = 3, max = 64)
        String pluginId,
    @Size(max = 256) @Nullable String versionRange,
    @NotNull LicenseType licenseType,
    @Size(max = 5000)
        @Nullable
            Set<
                @NotNull
                @Pattern(
                    regexp = "[a-z][a-z0-9-]{1,40}",
                    message = "must be 2 to 41 lower-case letters, digits and dashes")
                String>
            siteIds,
    @Size(min = 1, max = 64) @Nullable String enterpriseId,
    @Min(1) @Max(1_000_000) @Nullable Integer maxInstallations,
    @Nullable Instant expiresAt,
    @Size(max = 2000) @Nullable String reason,
    @Size(max = 255) @Nullable String changeReference) {

  LicenceDraft draft() {
    return LicenceDraft.of(
        registryId,
        pluginId,
        versionRange,
        licenseType,
        new Scope(siteIds == null ? Set.of() : siteIds, enterpriseId),
        maxInstallations,
        expiresAt);
  }
}
