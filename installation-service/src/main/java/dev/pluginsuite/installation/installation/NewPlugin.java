package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that a site is to get.
 *
 * @param requires plugin ids
 * @param configuration complete
 * @param requested asked for by somebody, not only needed by another plugin
 * @param replaces the installation of another version whose place it takes; null if it is new there
 */
public record NewPlugin(
    String pluginId,
    PackageRef packageRef,
    List<String> requires,
    CheckedConfiguration configuration,
    boolean requested,
    @Nullable UUID replaces) {

  NewPlugin(
      String pluginId,
      PackageRef packageRef,
      List<String> requires,
      CheckedConfiguration configuration,
      boolean requested) {
    this(pluginId, packageRef, requires, configuration, requested, null);
  }
}
