package dev.pluginsuite.validation.sbom;

import dev.pluginsuite.validation.npm.NpmComponent;
import java.util.List;
import java.util.UUID;

/**
 * A package whose libraries were not compared with the latest vulnerability database yet.
 *
 * @param packageRevision tells whether it is still this submission when the comparison is done
 */
public record UncomparedSbom(
    UUID packageId,
    long packageRevision,
    String pluginId,
    String version,
    List<NpmComponent> libraries) {}
