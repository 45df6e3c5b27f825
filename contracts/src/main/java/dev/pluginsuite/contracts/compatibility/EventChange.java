package dev.pluginsuite.contracts.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.contracts.document.Shape;
import java.util.List;

/** An AsyncAPI document before and after. */
public final class EventChange {
  private static final List<String> KEPT =
      List.of("/address", "/bindings/kafka/partitions", "/bindings/kafka/topicConfiguration");

  private final JsonNode before;
  private final JsonNode after;
  private final Breaks breaks = new Breaks();

  private EventChange(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  /**
   * What a reader of yesterday, or a reader of what was written yesterday, cannot bear, each as a
   * line that names the place.
   */
  public static List<String> breaks(JsonNode before, JsonNode after) {
    var change = new EventChange(before, after);
    before.path("channels").properties().forEach(it -> change.channel(it.getKey(), it.getValue()));
    return change.breaks.found();
  }

  private void channel(String name, JsonNode was) {
    var is = after.path("channels").path(name);
    breaks.addIf(is.isMissingNode(), name, "is gone");
    if (is.isMissingNode()) {
      return;
    }
    KEPT.forEach(
        it ->
            breaks.addIf(
                // As text: a number read from a file is of another class.
                !was.at(it).toString().equals(is.at(it).toString()),
                name + it,
                "was " + was.at(it) + " and is " + is.at(it)));
    was.path("messages").properties().forEach(it -> message(name, it.getKey(), is));
  }

  private void message(String channel, String name, JsonNode is) {
    breaks.addIf(!is.path("messages").has(name), channel, "has no message " + name);
    if (is.path("messages").has(name)) {
      part(channel + " payload", name, "payload");
      part(channel + " headers", name, "headers");
    }
  }

  private void part(String where, String message, String part) {
    var pointer = "/components/messages/" + message + "/" + part;
    new SchemaChange(Use.EVENT, breaks)
        .compare(where, Shape.of(before, before.at(pointer)), Shape.of(after, after.at(pointer)));
  }
}
