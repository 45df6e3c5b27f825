package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import java.util.List;
import java.util.Map;

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
    Map<String, Object> configuration,
    boolean requested) {}
