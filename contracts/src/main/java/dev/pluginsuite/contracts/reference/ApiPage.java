package dev.pluginsuite.contracts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.contracts.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Every operation of the merged REST contract, and every body. */
public final class ApiPage {
  private static final String HEAD =
      """
      # REST API

      Generated from the contracts in `contracts/openapi`; the build writes all of them as one document to `contracts/target/openapi`.
      Refusals are problems (RFC 9457, `application/problem+json`) whose `type` is stable. Take an unknown field or value for none.

      ## Operations
      """;
  private static final List<String> METHODS =
      List.of("get", "head", "post", "put", "patch", "delete");

  private final StringBuilder page = new StringBuilder(HEAD);

  private ApiPage() {}

  /**
   * @param api of all services
   */
  public static String of(ObjectNode api) {
    var page = new ApiPage();
    var sorted = new TreeMap<String, JsonNode>();
    api.path("paths").properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
    sorted.forEach(
        (path, item) ->
            METHODS.stream()
                .filter(item::has)
                .forEach(method -> page.operation(method, path, item.get(method))));
    page.page.append("\n## Bodies\n");
    var schemas = new TreeMap<String, JsonNode>();
    api.at("/components/schemas")
        .properties()
        .forEach(it -> schemas.put(it.getKey(), Documents.canonical(it.getValue())));
    schemas.forEach((name, schema) -> page.page.append(Fields.section(name, schema)));
    return page.page.toString();
  }

  private void operation(String method, String path, JsonNode operation) {
    page.append("\n### %s %s\n\n".formatted(method.toUpperCase(Locale.ROOT), path));
    page.append("Who: ").append(roles(operation)).append("\n");
    parameters(operation);
    body(operation);
    answers(operation.path("responses"));
  }

  private static String roles(JsonNode operation) {
    var roles = new ArrayList<String>();
    operation
        .path("security")
        .findValues("SecurityScheme")
        .forEach(it -> it.forEach(role -> roles.add(role.asText())));
    return roles.isEmpty() ? "anybody, also without a token" : String.join(", ", roles);
  }

  private void parameters(JsonNode operation) {
    if (operation.path("parameters").isEmpty()) {
      return;
    }
    page.append("\n| parameter | in | is | |\n|---|---|---|---|\n");
    for (var it : operation.path("parameters")) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  it.path("name").asText(),
                  it.path("in").asText(),
                  Fields.type(it.path("schema")),
                  Fields.notes(it.path("schema"))));
    }
  }

  private void body(JsonNode operation) {
    operation
        .at("/requestBody/content")
        .properties()
        .forEach(
            it ->
                page.append(
                    "\nBody: %s, `%s`\n"
                        .formatted(Fields.type(it.getValue().path("schema")), it.getKey())));
  }

  private void answers(JsonNode responses) {
    page.append("\n| answer | is |\n|---|---|\n");
    var sorted = new TreeMap<String, JsonNode>();
    responses.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
    sorted.forEach((status, it) -> page.append("| %s | %s |\n".formatted(status, answer(it))));
  }

  private static String answer(JsonNode response) {
    var words = new ArrayList<String>();
    for (var media : response.path("content").properties()) {
      var problems = new ArrayList<String>();
      media.getValue().path("examples").fieldNames().forEachRemaining(problems::add);
      words.add(
          media.getKey().equals("application/problem+json") && !problems.isEmpty()
              ? String.join(", ", problems.stream().sorted().map(it -> "`" + it + "`").toList())
              : Fields.type(media.getValue().path("schema")));
    }
    return words.isEmpty()
        ? Fields.cell(response.path("description").asText())
        : String.join("; ", words);
  }
}
