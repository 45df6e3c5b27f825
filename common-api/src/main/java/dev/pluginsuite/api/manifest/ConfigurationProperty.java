package dev.pluginsuite.api.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One property that a site may configure.
 *
 * @param type string, number, boolean, array or object
 * @param defaultValue taken when the site sets none
 * @param secret whether it is encrypted at rest and never shown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConfigurationProperty(
    String type,
    boolean required,
    @JsonProperty("default") @Nullable Object defaultValue,
    boolean secret,
    @Nullable String description) {}
