package dev.pluginsuite.agent.status;

import java.util.Locale;
import java.util.Map;

/**
 * Metrics as Prometheus reads them. Names and labels are our own, so that nothing needs escaping.
 */
final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  void gauge(String name, String help, long value) {
    head(name, help, "gauge");
    text.append(name).append(' ').append(value).append('\n');
  }

  <E extends Enum<E>> void counter(String name, String help, String label, Map<E, Long> values) {
    head(name, help, "counter");
    values.forEach(
        (key, value) ->
            text.append(name)
                .append("{%s=\"%s\"} ".formatted(label, key.name().toLowerCase(Locale.ROOT)))
                .append(value)
                .append('\n'));
  }

  private void head(String name, String help, String type) {
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
