package dev.pluginsuite.validation.scan;

import dev.pluginsuite.validation.npm.NpmInventory;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a package after its last file.
 *
 * @param pluginId null if nobody said it, and the manifest could not be read
 * @param submitter whose it is; null if it was not submitted
 * @param sha256 of all bytes, lower-case hex
 */
public record ScannedPackage(
    @Nullable String pluginId,
    @Nullable String submitter,
    @Nullable String sha256,
    NpmInventory npm) {}
