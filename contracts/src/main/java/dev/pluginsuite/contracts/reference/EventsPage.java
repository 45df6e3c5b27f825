package dev.pluginsuite.contracts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.contracts.document.Documents;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every topic of the contract of the events, and every record. */
public final class EventsPage {
  private final JsonNode events;
  private final StringBuilder page = new StringBuilder();

  private EventsPage(JsonNode events) {
    this.events = events;
  }

  public static String of(ObjectNode events) {
    var page = new EventsPage(Documents.canonical(events));
    page.write();
    return page.page.toString();
  }

  private void write() {
    page.append("# Events\n\nGenerated from the contract in `contracts/asyncapi.yaml`. ")
        .append(events.at("/info/description").asText())
        .append(
            " What a consumer at a site has to keep besides is in `site-agent/asyncapi.yaml`.\n\n## Topics\n\n")
        .append("| topic | key | partitions | kept | says it | hear it | record |\n")
        .append("|---|---|---|---|---|---|---|\n");
    events.path("channels").properties().forEach(it -> channel(it.getKey(), it.getValue()));
    page.append("\n## Records\n");
    var schemas = new TreeMap<String, JsonNode>();
    events
        .at("/components/schemas")
        .properties()
        .forEach(it -> schemas.put(it.getKey(), it.getValue()));
    schemas.forEach((name, schema) -> page.append(Fields.section(name, schema)));
  }

  private void channel(String name, JsonNode channel) {
    var message = channel.path("messages").fieldNames().next();
    var kafka = channel.at("/bindings/kafka");
    page.append(
        "| `%s` | %s | %s | %s | %s | %s | %s |\n"
            .formatted(
                channel.path("address").asText(),
                events
                    .at("/components/messages/" + message + "/bindings/kafka/key/description")
                    .asText(),
                kafka.path("partitions").asText(),
                kept(kafka.path("topicConfiguration")),
                who(name, "send"),
                who(name, "receive"),
                Fields.type(events.at("/components/messages/" + message + "/payload"))));
  }

  private static String kept(JsonNode topic) {
    return topic.has("retention.ms")
        ? topic.get("retention.ms").asLong() / 86_400_000 + " days"
        : "the last of each key";
  }

  private String who(String channel, String action) {
    return StreamSupport.stream(events.path("operations").spliterator(), false)
        .filter(it -> it.path("action").asText().equals(action))
        .filter(it -> it.at("/channel/$ref").asText().equals("#/channels/" + channel))
        .flatMap(it -> Stream.of(it.at("/tags/0/name").asText()))
        .collect(Collectors.joining(", "));
  }
}
