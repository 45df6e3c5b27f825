package dev.pluginsuite.validation.pipeline;

/**
 * What a developer said about a package.
 *
 * @param checksum SHA-256 in hex, any case, {@code sha256:} in front or not
 * @param manifest JSON as it was submitted
 */
public record Submission(String pluginId, String version, String checksum, String manifest) {}
