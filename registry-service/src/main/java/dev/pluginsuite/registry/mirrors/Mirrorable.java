package dev.pluginsuite.registry.mirrors;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.RiskLevel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A package as far as a mirror's rules look at it. */
public record Mirrorable(
    UUID packageId,
    String registryId,
    String pluginId,
    LicenseType licenseType,
    @Nullable RiskLevel risk,
    boolean approved) {}
