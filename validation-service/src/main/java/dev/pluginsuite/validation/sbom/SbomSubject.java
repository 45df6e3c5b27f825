package dev.pluginsuite.validation.sbom;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The package that a bill of materials is about.
 *
 * @param packageRevision grows with each submission of the package
 * @param validationId names the bill: each validation makes one
 * @param checksum SHA-256 of the package, lower-case hex
 * @param name as the manifest says it; null if it does not
 * @param licence likewise
 */
public record SbomSubject(
    UUID packageId,
    long packageRevision,
    UUID validationId,
    String pluginId,
    String version,
    String checksum,
    String submittedBy,
    @Nullable String name,
    @Nullable String licence,
    Instant createdAt) {}
