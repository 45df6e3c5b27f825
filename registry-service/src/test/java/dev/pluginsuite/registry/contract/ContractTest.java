package dev.pluginsuite.registry.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document as clients get it. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class ContractTest {
  private JsonNode api = JsonMapper.builder().build().createObjectNode();
  private final List<String> wrong = new ArrayList<>();

  @BeforeEach
  void read() throws JsonProcessingException {
    var text = given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();
    api = new JsonMapper().readTree(text);
  }

  @Test
  void every_operation_says_how_it_answers() {
    operations(
        (name, operation) -> {
          if (Answers.of(name.split(" ", 2)[0], name.split(" ", 2)[1]).isEmpty()) {
            wrong.add(
                name
                    + ": write contract/"
                    + Answers.name(name.split(" ", 2)[0], name.split(" ", 2)[1]));
          }
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  void every_answer_has_an_example() {
    operations(
        (name, operation) ->
            each(
                operation.path("responses"), (status, it) -> exemplified(name + " " + status, it)));

    assertThat(wrong).isEmpty();
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

  @Test
  void every_example_is_what_its_schema_describes() {
    operations(
        (name, operation) ->
            each(operation.path("responses"), (status, it) -> described(name + " " + status, it)));

    assertThat(wrong).isEmpty();
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
    assertThat(api.path("paths")).isNotEmpty();
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
