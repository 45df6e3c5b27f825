package dev.pluginsuite.demohost;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What one plugin made of a hook: a result, or an error in its place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookResult(
    String pluginId,
    String version,
    @Nullable JsonNode result,
    @Nullable String error,
    double millis) {

  static HookResult of(Plugin plugin, JsonNode result, long nanos) {
    return new HookResult(plugin.id(), plugin.version(), result, null, millis(nanos));
  }

  static HookResult failed(Plugin plugin, String error, long nanos) {
    return new HookResult(plugin.id(), plugin.version(), null, error, millis(nanos));
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1_000.0) / 1_000.0;
  }
}
