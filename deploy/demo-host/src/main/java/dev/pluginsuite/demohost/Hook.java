package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.MANIFEST_REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A point of the MES's work where a plugin's exported function is called; lower priorities first.
 */
record Hook(String point, String handler, int priority, Duration timeout) {
  private static final int PRIORITY = 50;
  private static final int TIMEOUT = 5_000;

  /** A list, or the older form: lists grouped by workflow, ui, data, integration, notification. */
  static List<Hook> all(JsonNode hooks) {
    var all = new ArrayList<Hook>();
    for (var entry : hooks) {
      if (entry.isArray()) {
        entry.forEach(hook -> all.add(of(hook)));
      } else {
        all.add(of(entry));
      }
    }
    return List.copyOf(all);
  }

  private static Hook of(JsonNode hook) {
    var point = hook.isTextual() ? hook.asText() : hook.path("point").asText();
    var lastPart = point.substring(point.lastIndexOf('.') + 1);
    var priority = hook.path("priority").asInt(PRIORITY);
    var timeout = hook.path("timeout").asInt(TIMEOUT);
    if (lastPart.isEmpty() || priority < 0 || priority > 100 || timeout < 1 || timeout > 60_000) {
      throw MANIFEST_REFUSED.because(
          "The hook %s needs a point, a priority of 0 to 100 and a timeout of 1 to 60000 ms."
              .formatted(hook));
    }
    var handler = hook.path("handler").asText(lastPart);
    return new Hook(point, handler, priority, Duration.ofMillis(timeout));
  }
}
