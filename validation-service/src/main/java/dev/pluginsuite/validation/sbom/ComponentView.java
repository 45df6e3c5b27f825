package dev.pluginsuite.validation.sbom;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A library in a package.
 *
 * @param version of the plugin
 * @param foundIn the file in the package that says so
 */
record ComponentView(
    @JsonIgnore UUID id,
    UUID packageId,
    String pluginId,
    String version,
    String name,
    String componentVersion,
    String purl,
    @Nullable String licence,
    String foundIn) {}
