package dev.pluginsuite.contracts.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A schema in a document, behind its references. */
public record Shape(JsonNode document, JsonNode schema) {

  /** The schema itself, and not where it is. */
  public static Shape of(JsonNode document, JsonNode schema) {
    var seen = new HashSet<String>();
    var found = schema;
    while (found.has("$ref") && seen.add(found.get("$ref").asText())) {
      found = document.at(found.get("$ref").asText().substring(1));
    }
    return new Shape(document, found);
  }

  public Shape within(JsonNode inner) {
    return of(document, inner);
  }

  /** Such as string, or integer and null. */
  public Set<String> types() {
    return texts(schema.path("type"));
  }

  public Set<String> required() {
    return texts(schema.path("required"));
  }

  public Set<String> values() {
    return texts(schema.path("enum"));
  }

  public JsonNode properties() {
    return schema.path("properties");
  }

  private static Set<String> texts(JsonNode node) {
    var texts = new LinkedHashSet<String>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
    return texts;
  }
}
