package dev.pluginsuite.registry.versions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.registry.stars.RatingSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plugin as the catalogue shows it.
 *
 * @param dependencies plugin id to version range
 * @param mesVersion the range of MES versions it runs on
 * @param replacedBy what to take instead of a deprecated one, if there is something
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogVersionView(
    UUID packageId,
    String registryId,
    String pluginId,
    String version,
    String name,
    String description,
    PackageStatus status,
    @Nullable RiskLevel risk,
    @Nullable String license,
    LicenseType licenseType,
    Map<String, Object> dependencies,
    List<String> hooks,
    List<String> permissions,
    String mesVersion,
    Instant publishedAt,
    @Nullable String replacedBy,
    RatingSummary rating,
    long downloadCount,
    long installCount,
    @JsonIgnore String versionKey) {}
