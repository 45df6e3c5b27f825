package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An installation as the other services know it.
 *
 * @param generation of the site's desired state in which this installation last changed
 * @param observedGeneration the newest one the site has reported on
 * @param inDesiredState whether the site's document names it: the site may fetch the package's
 *     bytes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstallationState(
    UUID installationId,
    String siteId,
    UUID packageId,
    String pluginId,
    String version,
    InstallationStatus status,
    InstallationStatus desiredStatus,
    long generation,
    long observedGeneration,
    boolean inDesiredState,
    @Nullable String error) {}
