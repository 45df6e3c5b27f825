package dev.pluginsuite.health.installation;

import dev.pluginsuite.api.installation.InstallationStatus;
import java.util.UUID;

/**
 * What is measured.
 *
 * @param generation of the site's desired state in which it last changed
 */
public record KnownInstallation(
    UUID installationId,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    InstallationStatus status,
    long generation) {}
