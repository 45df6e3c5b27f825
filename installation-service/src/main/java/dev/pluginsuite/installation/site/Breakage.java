package dev.pluginsuite.installation.site;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that would not run any more.
 *
 * @param because the end of a sentence about it
 * @param fix a version that would run; null if there is none
 */
public record Breakage(
    UUID installationId, String pluginId, String version, String because, @Nullable Fix fix) {

  /** What it could be upgraded to. */
  public record Fix(UUID packageId, String version) {}

  @Override
  public String toString() {
    var help = fix == null ? "no approved version would run" : fix.version() + " would run";
    return "%s %s %s; %s.".formatted(pluginId, version, because, help);
  }
}
