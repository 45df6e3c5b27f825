package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.JsonNode;

/** A submission to one registry. */
record PackageSubmission(
    String registryId,
    String pluginId,
    String version,
    JsonNode manifest,
    String packageUrl,
    String checksum) {}
