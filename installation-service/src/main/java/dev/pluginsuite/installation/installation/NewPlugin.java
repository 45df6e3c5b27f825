package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.installation.configuration.CheckedConfiguration;
import java.util.List;

/**
 * A plugin that a site is to get.
 *
 * @param requires plugin ids
 * @param configuration complete
 * @param requested asked for by somebody, not only needed by another plugin
 */
public record NewPlugin(
    String pluginId,
    PackageRef packageRef,
    List<String> requires,
    CheckedConfiguration configuration,
    boolean requested) {}
