package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.version.SemVer;
import java.util.regex.Pattern;

/** The bytes of one version of a plugin. Its parts are safe in a path: they were checked. */
public record Release(String pluginId, String version, String checksum) {
  private static final Pattern PLUGIN_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_VERSION = 128;

  public Release {
    require(isPluginId(pluginId), "plugin id", pluginId);
    require(isVersion(version), "version", version);
    require(CHECKSUM.matcher(checksum).matches(), "checksum", checksum);
  }

  /**
   * @throws IllegalArgumentException naming the part that does not have its form
   */
  public static Release of(DesiredState.Plugin plugin) {
    var ref = plugin.packageRef();
    return new Release(plugin.pluginId(), ref.version(), ref.checksum());
  }

  boolean isOf(DesiredState.Plugin plugin) {
    return pluginId.equals(plugin.pluginId())
        && version.equals(plugin.packageRef().version())
        && checksum.equals(plugin.packageRef().checksum());
  }

  public static boolean isPluginId(String text) {
    return text.length() <= LONGEST_ID && PLUGIN_ID.matcher(text).matches();
  }

  public static boolean isVersion(String text) {
    return text.length() <= LONGEST_VERSION && SemVer.parse(text).isPresent();
  }

  private static void require(boolean holds, String part, String value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Not a %s: %s".formatted(part, value.length() <= 100 ? value : value.substring(0, 100)));
    }
  }
}
