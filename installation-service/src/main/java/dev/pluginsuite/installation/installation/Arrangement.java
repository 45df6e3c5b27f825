package dev.pluginsuite.installation.installation;

import dev.pluginsuite.installation.secret.CheckedConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a site is to have. What it has besides goes.
 *
 * @param places what is needed before what needs it
 */
public record Arrangement(List<Place> places) {

  /**
   * One plugin.
   *
   * @param comes null for what is there already, and stays
   * @param configuration complete, of what stays; null to leave it as it is
   */
  public record Place(
      String pluginId,
      @Nullable NewPlugin comes,
      boolean active,
      boolean requested,
      @Nullable CheckedConfiguration configuration) {

    private @Nullable CheckedConfiguration given() {
      return comes == null ? configuration : comes.configuration();
    }
  }

  /** By plugin id, of those that are given one. */
  Map<String, CheckedConfiguration> configurations() {
    var given = new TreeMap<String, CheckedConfiguration>();
    for (var it : places) {
      var configuration = it.given();
      if (configuration != null) {
        given.put(it.pluginId(), configuration);
      }
    }
    return given;
  }
}
