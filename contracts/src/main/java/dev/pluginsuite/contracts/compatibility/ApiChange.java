package dev.pluginsuite.contracts.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pluginsuite.contracts.document.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** An OpenAPI document before and after. */
public final class ApiChange {
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete");

  private final JsonNode before;
  private final JsonNode after;
  private final Breaks breaks = new Breaks();
  private final SchemaChange requests = new SchemaChange(Use.REQUEST, breaks);
  private final SchemaChange answers = new SchemaChange(Use.ANSWER, breaks);

  private ApiChange(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  /** What a client of the document before cannot bear, each as a line that names the place. */
  public static List<String> breaks(JsonNode before, JsonNode after) {
    var change = new ApiChange(before, after);
    change.compare();
    return change.breaks.found();
  }

  private void compare() {
    var now = operations(after);
    operations(before)
        .forEach(
            (name, was) -> {
              var is = now.getOrDefault(name, MissingNode.getInstance());
              breaks.addIf(is.isMissingNode(), name, "is gone");
              if (!is.isMissingNode()) {
                operation(name, was, is);
              }
            });
  }

  /** By method and path; what a parameter in the path is called is nobody's business. */
  private static Map<String, JsonNode> operations(JsonNode document) {
    var operations = new LinkedHashMap<String, JsonNode>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        method ->
                            operations.put(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey().replaceAll("\\{[^}]*}", "{}"),
                                path.getValue().get(method))));
    return operations;
  }

  private void operation(String name, JsonNode was, JsonNode is) {
    access(name, was, is);
    parameters(name, was, is);
    body(name, was.path("requestBody"), is.path("requestBody"));
    responses(name, was.path("responses"), is.path("responses"));
  }

  private void access(String name, JsonNode was, JsonNode is) {
    var lost = new TreeSet<>(roles(was));
    lost.removeAll(roles(is));
    breaks.addIf(!lost.isEmpty(), name, "is closed to " + lost);
    breaks.addIf(!was.has("security") && is.has("security"), name, "needs a token now");
  }

  private static List<String> roles(JsonNode operation) {
    return operation.path("security").findValues("SecurityScheme").stream()
        .flatMap(JsonNode::valueStream)
        .map(JsonNode::asText)
        .toList();
  }

  private void parameters(String name, JsonNode was, JsonNode is) {
    var old = parameters(was);
    var current = parameters(is);
    old.forEach((key, it) -> breaks.addIf(!current.containsKey(key), name, "takes no " + key));
    current.forEach(
        (key, it) -> {
          var known = old.getOrDefault(key, MissingNode.getInstance());
          breaks.addIf(
              it.path("required").asBoolean() && !known.path("required").asBoolean(),
              name,
              "requires " + key);
          if (!known.isMissingNode()) {
            requests.compare(name + " " + key, old(known.path("schema")), now(it.path("schema")));
          }
        });
  }

  private static Map<String, JsonNode> parameters(JsonNode operation) {
    var parameters = new LinkedHashMap<String, JsonNode>();
    for (var it : operation.path("parameters")) {
      if (!it.path("in").asText().equals("path")) {
        parameters.put(it.path("in").asText() + " parameter " + it.path("name").asText(), it);
      }
    }
    return parameters;
  }

  private void body(String name, JsonNode was, JsonNode is) {
    breaks.addIf(
        is.path("required").asBoolean() && !was.path("required").asBoolean(),
        name,
        "requires a body");
    media(name + " body", was, is, requests);
  }

  private void responses(String name, JsonNode was, JsonNode is) {
    was.properties()
        .forEach(
            it -> {
              var place = name + " " + it.getKey();
              breaks.addIf(
                  it.getKey().startsWith("2") && !is.has(it.getKey()),
                  name,
                  "does not answer " + it.getKey() + " any more");
              if (is.has(it.getKey())) {
                media(place, it.getValue(), is.get(it.getKey()), answers);
              }
            });
  }

  private void media(String where, JsonNode was, JsonNode is, SchemaChange schemas) {
    was.path("content")
        .properties()
        .forEach(
            it -> {
              var current = is.path("content").path(it.getKey());
              breaks.addIf(current.isMissingNode(), where, "is no " + it.getKey() + " any more");
              if (!current.isMissingNode()) {
                schemas.compare(
                    where, old(it.getValue().path("schema")), now(current.path("schema")));
              }
            });
  }

  private Shape old(JsonNode schema) {
    return Shape.of(before, schema);
  }

  private Shape now(JsonNode schema) {
    return Shape.of(after, schema);
  }
}
