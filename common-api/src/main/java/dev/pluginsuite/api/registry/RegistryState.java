package dev.pluginsuite.api.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A registry as the other services know it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegistryState(
    String registryId,
    RegistryType type,
    String name,
    @Nullable String enterpriseId,
    @Nullable String siteId,
    @JsonProperty("isActive") boolean isActive) {}
