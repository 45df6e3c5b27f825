package dev.pluginsuite.api.licence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.registry.LicenseType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A licence as the other services know it: without its key, and without anything made of it.
 *
 * @param versionRange null for all versions
 * @param siteIds the sites it is for; empty for all of the enterprise
 * @param enterpriseId null for the sites of every enterprise
 * @param maxInstallations null for as many as there are sites
 * @param expiresAt null for never
 * @param graceEndsAt when what runs under it is stopped; null for never
 * @param warnedDays so many days before the expiry it was warned last; null if it was not
 * @param reason why it was revoked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LicenceState(
    UUID licenceId,
    String registryId,
    String pluginId,
    @Nullable String versionRange,
    LicenseType licenseType,
    List<String> siteIds,
    @Nullable String enterpriseId,
    @Nullable Integer maxInstallations,
    @Nullable Instant expiresAt,
    @Nullable Instant graceEndsAt,
    LicenceStatus status,
    @Nullable Integer warnedDays,
    @Nullable String reason) {}
