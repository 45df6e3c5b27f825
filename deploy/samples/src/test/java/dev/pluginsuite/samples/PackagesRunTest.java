package dev.pluginsuite.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.demohost.Activation;
import dev.pluginsuite.demohost.PluginHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages as a site gets them: unpacked, activated in order, called, upgraded. */
class PackagesRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANALYZER = "supplier-risk-analyzer";

  @TempDir Path temp;
  private PluginHost host;

  @BeforeEach
  void start() throws Exception {
    host = new PluginHost(temp);
    activate("supplier-db", "2.1.0");
    activate("data-sync", "1.6.0");
    activate(ANALYZER, "1.0.0", "supplier-db", "data-sync");
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void what_the_erp_sends_changes_the_risk() throws Exception {
    var material = "{\"supplierId\":\"SUP-300\",\"materialId\":\"MAT-STEEL-4MM\"}";
    var before = run("material.beforeConsume", material);

    var synced =
        run(
            "external.sync",
            """
            {"deliveries": [{"id": "D-3002", "supplierId": "SUP-300", "materialId": "MAT-STEEL-4MM",
              "promisedAt": "01.04.2026", "receivedAt": "20260430", "quantity": 0.5, "unit": "t",
              "defects": 40, "changedAt": "2026-04-30"}]}""");

    var after = run("material.beforeConsume", material);
    assertThat(synced.path("inserted").asInt()).isEqualTo(1);
    assertThat(before.path("decision").asText()).isEqualTo("RELEASE");
    assertThat(after.path("decision").asText()).isEqualTo("HOLD");
    assertThat(after.path("score").asInt()).isGreaterThan(before.path("score").asInt());
  }

  @Test
  void the_upgrade_explains_the_same_score() throws Exception {
    var material = "{\"supplierId\":\"SUP-200\",\"materialId\":\"MAT-HOUSING-A\"}";
    var before = run("material.beforeConsume", material);

    activate(ANALYZER, "1.1.0", "supplier-db", "data-sync");

    var after = run("material.beforeConsume", material);
    assertThat(before.has("reasons")).isFalse();
    assertThat(after.path("reasons")).hasSize(4);
    assertThat(after.path("score")).isEqualTo(before.path("score"));
  }

  @Test
  void every_hook_answers_an_empty_payload() {
    for (var point :
        List.of(
            "external.sync", "erp.update", "material.beforeConsume", "quality.validateMetrics")) {
      assertThat(host.run(point, JSON.createObjectNode()))
          .singleElement()
          .satisfies(result -> assertThat(result.error()).isNull());
    }
  }

  private JsonNode run(String point, String payload) throws IOException {
    var results = host.run(point, JSON.readTree(payload));
    assertThat(results).hasSize(1);
    assertThat(results.get(0).error()).isNull();
    return JSON.valueToTree(results.get(0).result());
  }

  private void activate(String pluginId, String version, String... requires) throws IOException {
    var folder = unpack(Samples.of(pluginId, version));
    var none = JSON.createObjectNode();
    host.activate(
        pluginId, new Activation("test", version, folder.toString(), none, List.of(requires)));
  }

  private Path unpack(Samples.Sample sample) throws IOException {
    var folder = temp.resolve(sample.pluginId()).resolve(sample.version());
    try (var tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(sample.bytes())))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var file = folder.resolve(entry.getName());
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(tar, file);
      }
    }
    return folder;
  }
}
