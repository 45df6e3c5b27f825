package dev.pluginsuite.validation.npm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package.json in the package.
 *
 * @param folder where it is; empty for the top
 * @param isPrivate whether it says that it is never published
 * @param licence as it is declared; null if it is not
 * @param installScripts what npm runs when it installs or packs it, by the name of the step
 */
public record NpmPackage(
    String folder,
    @Nullable String name,
    @Nullable String version,
    boolean isPrivate,
    @Nullable String licence,
    Map<String, String> installScripts) {

  /** Whether it says what every published package has to say. */
  public boolean isPublished() {
    return name != null && version != null && !isPrivate;
  }

  public String path() {
    return folder.isEmpty() ? "package.json" : folder + "/package.json";
  }

  /** Whether it is the plugin's own: at the top, and of its name with or without a scope. */
  public boolean isOf(@Nullable String pluginId) {
    return folder.isEmpty()
        && name != null
        && name.substring(name.lastIndexOf('/') + 1).equals(pluginId);
  }
}
