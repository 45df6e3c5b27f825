package dev.pluginsuite.validation.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.api.manifest.Manifest;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.rules.ShippedRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is in a manifest there is a report, and what passes is of the contract's type. */
class MutatedManifestTest {
  private static final int TRIES = 4_000;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"1.0.0\"",
          "\"\\u202e\"",
          "\"\\ufffe\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\": null}",
          "{\"a\": {\"type\": \"string\"}}",
          "[{\"point\": 1}]",
          "{\"ui\": [{}]}",
          "{\"abc\": \"^1\"}");

  private final Random random = new Random(1_000_079);
  private final JsonMapper mapper = new JsonMapper();
  private final ValidationPipeline pipeline = new ValidationPipeline(ArchiveLimits.DEFAULT);

  @Test
  void any_mutated_manifest_gives_a_report_and_one_that_passes_can_be_read()
      throws JsonProcessingException {
    var rules = ShippedRules.read();
    var passed = 0;
    for (var i = 0; i < TRIES; i++) {
      var manifest = mutated().toString();

      var report = pipeline.validateManifest(manifest.getBytes(StandardCharsets.UTF_8), rules);

      assertThat(mapper.writeValueAsString(report)).doesNotContain("\\u0000");
      var json = mapper.readTree(manifest);
      assertThat(report.errors()).allSatisfy(it -> isOfUse(it, json));
      assertThat(report.warnings()).allSatisfy(it -> isOfUse(it, json));
      if (report.outcome() == ValidationStatus.PASSED) {
        passed++;
        assertThat(mapper.readValue(manifest, Manifest.class).id()).isNotBlank();
      }
    }
    assertThat(passed).isGreaterThan(TRIES / 50);
  }

  /** It points at something in the manifest, or at what is missing in it, and says what to do. */
  private static void isOfUse(Finding finding, JsonNode manifest) {
    var at = JsonPointer.compile(finding.pointer());
    var container = at.head() == null ? manifest : manifest.at(at.head());
    assertThat(container.isContainerNode()).as(finding.toString()).isTrue();
    assertThat(finding.message()).isNotBlank();
    assertThat(finding.remedy()).isNotBlank();
  }

  private JsonNode mutated() throws JsonProcessingException {
    var manifest = mapper.readTree(Manifests.GOOD);
    for (var count = 1 + random.nextInt(2); count > 0; count--) {
      var containers = new ArrayList<JsonNode>();
      collect(manifest, containers);
      var container = containers.get(random.nextInt(containers.size()));
      replaceIn(container, mapper.readTree(VALUES.get(random.nextInt(VALUES.size()))));
    }
    return manifest;
  }

  private void replaceIn(JsonNode container, JsonNode value) {
    if (container instanceof ArrayNode list) {
      list.insert(random.nextInt(list.size() + 1), value);
    } else if (container instanceof ObjectNode object) {
      var names = new ArrayList<>(List.of("fresh"));
      object.fieldNames().forEachRemaining(names::add);
      object.set(names.get(random.nextInt(names.size())), value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.valueStream().forEach(it -> collect(it, containers));
    }
  }
}
