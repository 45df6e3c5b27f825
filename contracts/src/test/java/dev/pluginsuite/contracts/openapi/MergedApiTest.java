package dev.pluginsuite.contracts.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several services as one document. */
@Tag("REST-32")
class MergedApiTest {
  private final JsonNode merged = merge(api("first", "string"), api("second", "integer"));

  @Test
  void what_is_the_same_is_one_schema_and_what_only_has_the_same_name_is_two() {
    assertThat(merged.at("/components/schemas").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("Same", "OneView", "TwoView", "OneOuter", "TwoOuter");
  }

  @Test
  void references_follow_their_schemas() {
    assertThat(merged.at("/paths/~1first/get/schema/$ref").asText())
        .isEqualTo("#/components/schemas/OneOuter");
    assertThat(merged.at("/components/schemas/TwoOuter/items/$ref").asText())
        .isEqualTo("#/components/schemas/TwoView");
    assertThat(merged.at("/components/schemas/Same/type").asText()).isEqualTo("string");
  }

  @Test
  void what_all_have_alike_is_there_once_as_the_one_that_says_most() {
    assertThat(merged.at("/paths").size()).isEqualTo(3);
    assertThat(merged.at("/paths/~1{service}~1audit/get/summary").asText()).isEqualTo("integer");
  }

  private static String api(String path, String type) {
    return """
        {"info": {"version": "1"}, "paths": {
           "/%1$s": {"get": {"schema": {"$ref": "#/components/schemas/Outer"}}},
           "/{service}/audit": {"get": {"summary": "%2$s"}}},
         "components": {"securitySchemes": {}, "schemas": {
           "Same": {"type": "string"},
           "View": {"type": "%2$s"},
           "Outer": {"type": "array", "items": {"$ref": "#/components/schemas/View"}}}}}"""
        .formatted(path, type);
  }

  private static JsonNode merge(String one, String two) {
    var services = new TreeMap<String, JsonNode>();
    try {
      services.put("one", new JsonMapper().readTree(one));
      services.put("two", new JsonMapper().readTree(two));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MergedApi.of(services);
  }
}
