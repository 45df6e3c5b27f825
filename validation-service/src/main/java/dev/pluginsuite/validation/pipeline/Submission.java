package dev.pluginsuite.validation.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What a developer said about a package.
 *
 * @param checksum SHA-256 in hex, any case, {@code sha256:} in front or not
 * @param manifest JSON as it was submitted
 * @param submitter whose it is; null if that is not known
 */
public record Submission(
    String pluginId, String version, String checksum, String manifest, @Nullable String submitter) {

  public Submission(String pluginId, String version, String checksum, String manifest) {
    this(pluginId, version, checksum, manifest, null);
  }
}
