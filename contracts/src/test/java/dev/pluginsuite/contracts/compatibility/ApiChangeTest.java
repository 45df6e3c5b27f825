package dev.pluginsuite.contracts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of a REST contract are told, and which pass. */
class ApiChangeTest {
  private static final String API =
      """
      {"paths": {"/packages/{id}": {"put": {
         "security": [{"SecurityScheme": ["central-it", "site-admin"]}],
         "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
           {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 200}}],
         "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}}},
         "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/View"}}}},
           "404": {}}}}},
       "components": {"schemas": {
         "Body": {"type": "object", "required": ["reason"], "properties": {
           "reason": {"type": "string", "maxLength": 2000}, "mode": {"$ref": "#/components/schemas/Mode"}}},
         "View": {"type": "object", "required": ["id"], "properties": {
           "id": {"type": "string", "format": "uuid"}, "mode": {"$ref": "#/components/schemas/Mode"},
           "parts": {"type": "array", "items": {"$ref": "#/components/schemas/View"}}}},
         "Mode": {"type": "string", "enum": ["FAST", "SLOW"]}}}}""";
  private static final String OPERATION = "/paths/~1packages~1{id}/put";
  private static final String BODY = "/components/schemas/Body";
  private static final String VIEW = "/components/schemas/View";

  static Stream<Arguments> breaking() {
    return Stream.of(
        change("a path", "is gone", it -> at(it, "/paths").removeAll()),
        change("a role", "closed to [site-admin]", it -> roles(it).remove(1)),
        change("a parameter", "takes no query parameter limit", it -> parameters(it).remove(1)),
        change(
            "a parameter that is needed",
            "requires header parameter If-Match",
            it ->
                parameters(it)
                    .addObject()
                    .put("name", "If-Match")
                    .put("in", "header")
                    .put("required", true)),
        change(
            "a limit of a parameter",
            "narrower maximum",
            it -> ((ObjectNode) parameters(it).get(1).get("schema")).put("maximum", 100)),
        change(
            "a body that is needed",
            "requires a body",
            it -> at(it, OPERATION + "/requestBody").put("required", true)),
        change(
            "a field of the body",
            "body.reason: is gone",
            it -> at(it, BODY + "/properties").remove("reason")),
        change(
            "a field that is needed",
            "now requires [mode]",
            it -> ((ArrayNode) it.at(BODY + "/required")).add("mode")),
        change(
            "a shorter text",
            "narrower maxLength",
            it -> at(it, BODY + "/properties/reason").put("maxLength", 10)),
        change(
            "a pattern",
            "another pattern",
            it -> at(it, BODY + "/properties/reason").put("pattern", "x")),
        change(
            "a value of the body",
            "does not know [SLOW]",
            it -> ((ArrayNode) it.at("/components/schemas/Mode/enum")).remove(1)),
        change(
            "a status",
            "does not answer 200",
            it -> at(it, OPERATION + "/responses").remove("200")),
        change(
            "a field of the answer",
            "200.mode: is gone",
            it -> at(it, VIEW + "/properties").remove("mode")),
        change(
            "another type",
            "was [string] and is [integer]",
            it -> at(it, VIEW + "/properties/id").put("type", "integer")),
        change(
            "another format",
            "had the format 'uuid'",
            it -> at(it, VIEW + "/properties/id").put("format", "uri")),
        change(
            "a field that may be absent",
            "may now lack [id]",
            it -> at(it, VIEW).remove("required")),
        change(
            "a list of something else",
            "200.parts[]: was [object] and is [string]",
            it -> at(it, VIEW + "/properties/parts").putObject("items").put("type", "string")));
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void what_a_client_cannot_bear_is_told(String line, Consumer<ObjectNode> change) {
    var after = api();
    change.accept(after);

    assertThat(ApiChange.breaks(api(), after)).anyMatch(it -> it.contains(line));
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        change("nothing", "", it -> {}),
        change("another path", "", it -> at(it, "/paths").putObject("/x").putObject("get")),
        change(
            "another name in the path",
            "",
            it ->
                at(it, "/paths")
                    .set("/packages/{packageId}", at(it, "/paths").remove("/packages/{id}"))),
        change("another role", "", it -> roles(it).add("auditor")),
        change(
            "an optional parameter",
            "",
            it -> parameters(it).addObject().put("name", "q").put("in", "query")),
        change(
            "an optional field",
            "",
            it -> at(it, BODY + "/properties").putObject("note").put("type", "string")),
        change(
            "a field that is always there",
            "",
            it -> ((ArrayNode) it.at(VIEW + "/required")).add("mode")),
        change(
            "a longer text", "", it -> at(it, BODY + "/properties/reason").put("maxLength", 4000)),
        change(
            "another value",
            "",
            it -> ((ArrayNode) it.at("/components/schemas/Mode/enum")).add("STEADY")),
        change("another refusal", "", it -> at(it, OPERATION + "/responses").putObject("409")),
        change(
            "a schema of another name",
            "",
            it -> {
              at(it, "/components/schemas").set("Answer", it.at(VIEW).deepCopy());
              at(it, OPERATION + "/responses/200/content/application~1json/schema")
                  .put("$ref", "#/components/schemas/Answer");
            }));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void what_may_be_added_passes(String line, Consumer<ObjectNode> change) {
    var after = api();
    change.accept(after);

    assertThat(ApiChange.breaks(api(), after)).isEmpty();
  }

  @Test
  void a_value_that_only_answers_have_may_go() {
    var before = api();
    at(before, BODY + "/properties").remove("mode");
    var after = before.deepCopy();
    ((ArrayNode) after.at("/components/schemas/Mode/enum")).remove(1);

    assertThat(ApiChange.breaks(before, after)).isEmpty();
  }

  private static Arguments change(String name, String line, Consumer<ObjectNode> change) {
    return Arguments.of(line, Named.of(name, change));
  }

  private static ObjectNode at(JsonNode api, String pointer) {
    return (ObjectNode) api.at(pointer);
  }

  private static ArrayNode roles(JsonNode api) {
    return (ArrayNode) api.at(OPERATION + "/security/0/SecurityScheme");
  }

  private static ArrayNode parameters(JsonNode api) {
    return (ArrayNode) api.at(OPERATION + "/parameters");
  }

  private static ObjectNode api() {
    try {
      return (ObjectNode) new JsonMapper().readTree(API);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
