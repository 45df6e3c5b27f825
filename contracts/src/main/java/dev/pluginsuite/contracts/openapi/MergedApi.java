package dev.pluginsuite.contracts.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pluginsuite.contracts.document.Documents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The suite as clients see it through the gateway: one document of all services. Schemas that are
 * the same in several services are one; where only the name is the same, each has its service's
 * before it.
 */
public final class MergedApi {
  private static final String SCHEMAS = "#/components/schemas/";

  private final Map<String, JsonNode> services;
  private final Set<String> ambiguous;

  private MergedApi(Map<String, JsonNode> services) {
    this.services = new LinkedHashMap<>(services);
    this.ambiguous = ambiguous();
  }

  /**
   * @param services the documents by the name of the service
   */
  public static ObjectNode of(Map<String, JsonNode> services) {
    return new MergedApi(services).document();
  }

  private ObjectNode document() {
    var merged = Documents.object();
    merged.put("openapi", "3.1.0");
    var paths = merged.putObject("paths");
    var components = merged.putObject("components");
    var schemas = components.putObject("schemas");
    services.forEach(
        (service, api) -> {
          merged.withObject("/info").set("version", api.at("/info/version"));
          components.set("securitySchemes", api.at("/components/securitySchemes"));
          api.at("/components/schemas")
              .properties()
              .forEach(
                  it -> schemas.set(name(service, it.getKey()), renamed(service, it.getValue())));
          api.path("paths")
              .properties()
              .forEach(it -> add(paths, it.getKey(), renamed(service, it.getValue())));
        });
    merged.withObject("/info").put("title", "Plugin registry suite");
    merged.withArray("/servers").addObject().put("url", "/").put("description", "The gateway");
    return merged;
  }

  /** What all services have alike is documented once: by the one that says most of it. */
  private static void add(ObjectNode paths, String path, JsonNode item) {
    var known = paths.path(path);
    if (known.toString().length() < item.toString().length()) {
      paths.set(path, item);
    }
  }

  private String name(String service, String schema) {
    return ambiguous.contains(schema)
        ? Character.toUpperCase(service.charAt(0)) + service.substring(1) + schema
        : schema;
  }

  private JsonNode renamed(String service, JsonNode node) {
    if (node instanceof ObjectNode object) {
      var copy = Documents.object();
      object
          .properties()
          .forEach(
              it ->
                  copy.set(
                      it.getKey(),
                      it.getKey().equals("$ref")
                          ? reference(service, it.getValue().asText())
                          : renamed(service, it.getValue())));
      return copy;
    }
    if (node.isArray()) {
      var copy = Documents.object().putArray("items");
      node.forEach(it -> copy.add(renamed(service, it)));
      return copy;
    }
    return node;
  }

  private JsonNode reference(String service, String target) {
    return target.startsWith(SCHEMAS)
        ? TextNode.valueOf(SCHEMAS + name(service, target.substring(SCHEMAS.length())))
        : TextNode.valueOf(target);
  }

  /** Names that stand for different things, or for things that name something ambiguous. */
  private Set<String> ambiguous() {
    var texts = new TreeMap<String, Set<JsonNode>>();
    var owners = new HashMap<String, Integer>();
    services.forEach(
        (service, api) ->
            api.at("/components/schemas")
                .properties()
                .forEach(
                    it -> {
                      texts
                          .computeIfAbsent(it.getKey(), name -> new HashSet<>())
                          .add(it.getValue());
                      owners.merge(it.getKey(), 1, Integer::sum);
                    }));
    var found = new HashSet<String>();
    var before = -1;
    while (before < found.size()) {
      before = found.size();
      texts.forEach(
          (name, versions) -> {
            if (owners.getOrDefault(name, 0) > 1
                && (versions.size() > 1 || versions.stream().anyMatch(it -> names(it, found)))) {
              found.add(name);
            }
          });
    }
    return found;
  }

  private static boolean names(JsonNode schema, Set<String> names) {
    return schema.findValuesAsText("$ref").stream()
        .anyMatch(it -> names.contains(it.substring(SCHEMAS.length())));
  }
}
