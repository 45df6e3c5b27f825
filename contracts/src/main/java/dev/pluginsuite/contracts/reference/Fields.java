package dev.pluginsuite.contracts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Schemas as words and tables. */
final class Fields {
  private static final List<String> LIMITS =
      List.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "default");

  private Fields() {}

  /** Such as a list of PackageView. */
  static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      var name = name(schema.get("$ref").asText());
      return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
    }
    if (schema.has("oneOf")) {
      return type(schema.get("oneOf").get(1)) + " or null";
    }
    if (schema.path("items").isObject()) {
      return "list of " + type(schema.get("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      return "map of " + type(schema.get("additionalProperties"));
    }
    var types = schema.path("type");
    var words = new StringJoiner(" or ");
    types.forEach(it -> words.add(it.asText()));
    var type = types.isArray() ? words.toString() : types.asText("any JSON");
    return schema.has("format") ? type + " (" + schema.get("format").asText() + ")" : type;
  }

  private static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** What else there is to say of it. */
  static String notes(JsonNode schema) {
    var notes = new ArrayList<String>();
    if (schema.has("description")) {
      notes.add(schema.get("description").asText());
    }
    for (var limit : LIMITS) {
      if (schema.has(limit)) {
        notes.add(limit + " " + schema.get(limit).asText());
      }
    }
    if (schema.has("enum")) {
      notes.add(values(schema));
    }
    return cell(String.join("; ", notes));
  }

  private static String values(JsonNode schema) {
    var values = new StringJoiner(", ");
    schema.path("enum").forEach(it -> values.add(it.asText()));
    return values.toString();
  }

  /** A heading, and what is in it. */
  static String section(String name, JsonNode schema) {
    var section = new StringBuilder("\n### " + name + "\n\n");
    if (schema.has("description")) {
      section.append(schema.get("description").asText().replace("\n", "  \n")).append("\n\n");
    }
    if (schema.has("enum")) {
      return section.append("One of ").append(values(schema)).append(".\n").toString();
    }
    if (schema.path("properties").isEmpty()) {
      return section.append("A ").append(type(schema)).append(".\n").toString();
    }
    section.append("| field | is | always there | |\n|---|---|---|---|\n");
    schema
        .path("properties")
        .properties()
        .forEach(
            it ->
                section.append(
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            it.getKey(),
                            type(it.getValue()),
                            isRequired(schema, it.getKey()) ? "yes" : "",
                            notes(it.getValue()))));
    return section.toString();
  }

  private static boolean isRequired(JsonNode schema, String field) {
    return schema.path("required").valueStream().anyMatch(it -> it.asText().equals(field));
  }

  static String cell(String text) {
    return text.replace("\n", " ").replace("|", "\\|");
  }
}
