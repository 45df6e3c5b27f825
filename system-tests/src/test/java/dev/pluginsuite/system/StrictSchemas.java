package dev.pluginsuite.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of a contract, read more strictly than clients should: a field that the contract does
 * not name is a fault of the contract.
 */
final class StrictSchemas {
  private final ObjectNode document;
  private final SpecificationVersion dialect;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  StrictSchemas(String file, SpecificationVersion dialect) {
    this.dialect = dialect;
    try {
      document =
          (ObjectNode)
              new YAMLMapper().readTree(Suite.ROOT.resolve("contracts").resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    document.findParents("properties").forEach(StrictSchemas::close);
  }

  private static void close(JsonNode schema) {
    if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  JsonNode document() {
    return document;
  }

  /** What is wrong with it; empty if it is what the schema says. */
  List<String> faults(JsonNode schema, JsonNode message) {
    return schemas
        .computeIfAbsent(schema, this::schema)
        .validate(
            message, context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private Schema schema(JsonNode schema) {
    var whole = (ObjectNode) schema.deepCopy();
    whole.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(dialect).getSchema(whole);
  }
}
