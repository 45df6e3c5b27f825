package dev.pluginsuite.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SpecificationVersion;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.service.LocalService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The committed OpenAPI documents, against which every answer is held that a test gets. */
final class RestContract {
  static final RestContract COMMITTED = new RestContract();

  private final List<Operation> operations = new ArrayList<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> faults = ConcurrentHashMap.newKeySet();

  private RestContract() {
    for (var service : LocalService.shortNames()) {
      var schemas =
          new StrictSchemas("openapi/" + service + ".yaml", SpecificationVersion.DRAFT_2020_12);
      schemas
          .document()
          .path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          it ->
                              operations.add(
                                  new Operation(
                                      it.getKey(), path.getKey(), it.getValue(), schemas))));
    }
    // One that is spelt out goes before one that takes anything.
    operations.sort(Comparator.comparingInt(it -> it.path().split("\\{", -1).length));
  }

  /** Operations that were answered well, such as {@code GET /api/v1/sites/{id}}. */
  Set<String> seen() {
    return seen;
  }

  /** What was answered and is not what the contract says, each as a line that names the call. */
  Set<String> faults() {
    return faults;
  }

  void hear(Answer answer) {
    var call = answer.call().split("[ ?]", -1);
    var operation = find(call[0], "/api/v1" + call[1]);
    if (answer.status() > 399) {
      refusal(answer);
    } else if (operation.isEmpty()) {
      faults.add(answer.call() + " is in no contract");
    } else {
      seen.add(call[0] + " " + operation.get().path());
      success(call[0] + " " + operation.get().path(), operation.get(), answer);
    }
  }

  private void refusal(Answer answer) {
    var problem = answer.body();
    if (!problem.path("type").asText().startsWith("/problems/")
        || problem.path("status").asInt() != answer.status()) {
      faults.add("%s is refused by no problem: %s".formatted(answer.call(), problem));
    }
  }

  private void success(String name, Operation operation, Answer answer) {
    var schema = operation.schema(answer.status());
    if (schema == null) {
      faults.add("%s: nothing says what %s has".formatted(name, answer.status()));
      return;
    }
    operation
        .schemas()
        .faults(schema, withoutNulls(answer.body().deepCopy()))
        .forEach(it -> faults.add(name + ": " + it));
  }

  private Optional<Operation> find(String method, String path) {
    return operations.stream().filter(it -> it.is(method, path)).findFirst();
  }

  /** Quarkus does not know what may be null, so that its document cannot say it. */
  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(it -> it.getValue().isNull());
      object.forEach(RestContract::withoutNulls);
    }
    if (node instanceof ArrayNode array) {
      array.forEach(RestContract::withoutNulls);
    }
    return node;
  }

  private record Operation(String method, String path, JsonNode document, StrictSchemas schemas) {
    boolean is(String otherMethod, String otherPath) {
      var pattern = Pattern.quote(path).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
      return method.toUpperCase(Locale.ROOT).equals(otherMethod) && otherPath.matches(pattern);
    }

    /**
     * Of an answer that is not documented, as one that the call did not wait for: that of another.
     */
    @Nullable JsonNode schema(int status) {
      var responses = document.path("responses");
      var response =
          responses.has(String.valueOf(status))
              ? responses.get(String.valueOf(status))
              : responses.has("201") ? responses.get("201") : responses.path("200");
      var schema = response.at("/content/application~1json/schema");
      return schema.isMissingNode() ? null : schema;
    }
  }
}
