package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a manifest's bytes.
 *
 * @param json an object, or missing if there is a problem
 * @param problem why it could not be read
 */
public record ManifestReading(JsonNode json, @Nullable String problem) {}
