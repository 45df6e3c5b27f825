package dev.pluginsuite.common.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.common.contract.AnswerFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with an OpenAPI document as clients get it, each as a line that names the place.
 */
public final class ContractFaults {
  private final JsonNode api;
  private final List<String> wrong = new ArrayList<>();

  private ContractFaults(String document) {
    try {
      api = new JsonMapper().readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The OpenAPI document is no JSON", e);
    }
    if (api.path("paths").isEmpty()) {
      wrong.add("The document has no path");
    }
  }

  /** Operations that do not say how they answer, and answers without example. */
  public static List<String> missing(String document, Class<?> service) {
    var faults = new ContractFaults(document);
    var files = new AnswerFiles(service);
    faults.operations((name, operation) -> faults.answered(files, name, operation));
    return faults.wrong;
  }

  /** Examples that are not what their schema describes. */
  public static List<String> contradicting(String document) {
    var faults = new ContractFaults(document);
    faults.operations(
        (name, operation) ->
            each(
                operation.path("responses"),
                (status, it) -> faults.described(name + " " + status, it)));
    return faults.wrong;
  }

  private void answered(AnswerFiles files, String name, JsonNode operation) {
    var method = name.substring(0, name.indexOf(' '));
    var path = name.substring(name.indexOf(' ') + 1);
    if (!files.has(method, path)) {
      wrong.add(name + ": write contract/" + AnswerFiles.name(method, path));
    }
    each(operation.path("responses"), (status, it) -> exemplified(name + " " + status, it));
  }

  private void exemplified(String where, JsonNode response) {
    var bodiless = where.endsWith(" 204");
    if (response.path("content").isEmpty() && !bodiless) {
      wrong.add(where + " has no body");
    }
    each(
        response.path("content"),
        (type, media) -> {
          var bytes = media.at("/schema/format").asText().equals("binary");
          if (!bytes && !media.hasNonNull("example") && media.path("examples").isEmpty()) {
            wrong.add(where + " has no example");
          }
        });
  }

  private void described(String where, JsonNode response) {
    each(
        response.path("content"),
        (type, media) -> {
          if (media.hasNonNull("example")) {
            compare(where, media.get("schema"), media.get("example"));
          }
        });
  }

  /** Names that no schema knows, and values of another type than it says. */
  private void compare(String where, JsonNode reference, JsonNode value) {
    var schema = resolve(reference);
    if (value.isNull() || (schema.path("properties").isEmpty() && !schema.has("type"))) {
      return;
    }
    if (!typed(schema.path("type").asText(), value)) {
      wrong.add(where + " is no " + schema.path("type").asText());
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      wrong.add(where + " has the unknown value " + value);
    }
    value.forEach(it -> compareItem(where, schema, it));
    if (schema.has("properties")) {
      each(value, (field, it) -> compareField(where + "/" + field, schema, field, it));
    }
  }

  private void compareItem(String where, JsonNode schema, JsonNode item) {
    if (schema.has("items")) {
      compare(where + "[]", schema.get("items"), item);
    }
  }

  private void compareField(String where, JsonNode schema, String field, JsonNode value) {
    var property = schema.path("properties").path(field);
    if (property.isMissingNode()) {
      wrong.add(where + " is unknown");
    } else {
      compare(where, property, value);
    }
  }

  private JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? api.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static boolean typed(String type, JsonNode value) {
    var types =
        Map.of(
            "string", value.isTextual(),
            "integer", value.isIntegralNumber(),
            "number", value.isNumber(),
            "boolean", value.isBoolean(),
            "array", value.isArray(),
            "object", value.isObject());
    return types.getOrDefault(type, true);
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (var it : values) {
      if (it.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private void operations(Each visitor) {
    each(
        api.path("paths"),
        (path, item) ->
            each(
                item,
                (method, operation) -> {
                  if (operation.has("responses")) {
                    visitor.visit(method + " " + path, operation);
                  }
                }));
  }

  private static void each(JsonNode object, Each visitor) {
    object.properties().forEach(it -> visitor.visit(it.getKey(), it.getValue()));
  }

  private interface Each {
    void visit(String name, JsonNode value);
  }
}
