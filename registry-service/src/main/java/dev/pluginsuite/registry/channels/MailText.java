package dev.pluginsuite.registry.channels;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/**
 * A notice for people: plain text, each fact on its line. Works for every type, because it names
 * whatever the CloudEvent's data hold.
 */
record MailText(String subject, String text) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_VALUE = 300;
  private static final int LONGEST_REASON = 2000;

  static MailText of(JsonNode event) {
    var type = event.path("type").asText();
    var data = event.path("data");
    return new MailText(subject(type, data), text(type, event, data));
  }

  private static String subject(String type, JsonNode data) {
    var plugin = PlainText.line(data.path("pluginId").asText(), LONGEST_NAME);
    var version = PlainText.line(data.path("version").asText(), LONGEST_NAME);
    return "[plugin registry] %s %s %s".formatted(type, plugin, version).strip();
  }

  private static String text(String type, JsonNode event, JsonNode data) {
    var lines = new ArrayList<String>();
    lines.add("%s at %s".formatted(type, event.path("time").asText()));
    lines.add("");
    data.properties().stream()
        .filter(it -> it.getValue().isValueNode() && !it.getValue().isNull())
        .filter(it -> !it.getKey().equals("reason"))
        .map(it -> it.getKey() + ": " + PlainText.line(it.getValue().asText(), LONGEST_VALUE))
        .forEach(lines::add);
    if (data.path("reason").isTextual()) {
      lines.add("");
      lines.add("Reason given:");
      lines.add(PlainText.quoted(data.path("reason").asText(), LONGEST_REASON));
    }
    lines.add("");
    lines.add("Notice " + event.path("id").asText());
    lines.add("You get this because of a subscription in the plugin registry; end it there.");
    return String.join("\n", lines) + "\n";
  }
}
