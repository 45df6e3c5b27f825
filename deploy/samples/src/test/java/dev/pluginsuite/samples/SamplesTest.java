package dev.pluginsuite.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> HIGH =
      Set.of("users:write", "configuration:write", "audit_logs:read", "work_orders:delete");

  @Test
  void all_packages_of_the_build_are_on_the_class_path() {
    var all = Samples.all();

    assertThat(all.stream().map(Samples.Sample::fileName))
        .containsExactly(
            "data-sync-1.6.0.mpk",
            "supplier-db-2.1.0.mpk",
            "supplier-risk-analyzer-1.0.0.mpk",
            "supplier-risk-analyzer-1.1.0.mpk");
    assertThat(all).allSatisfy(sample -> assertThat(sample.sha256()).matches("[0-9a-f]{64}"));
  }

  @Test
  void each_manifest_names_its_package_and_a_main_that_is_packed() throws Exception {
    for (var sample : Samples.all()) {
      var manifest = manifest(sample);
      var packed = PackTest.entries(sample.bytes()).stream().map(entry -> entry.getName());

      assertThat(manifest.path("id").asText()).isEqualTo(sample.pluginId());
      assertThat(manifest.path("version").asText()).isEqualTo(sample.version());
      assertThat(packed).contains(manifest.path("main").asText());
    }
  }

  @Test
  void no_permission_is_a_high_risk() throws Exception {
    for (var sample : Samples.all()) {
      for (var permission : manifest(sample).path("permissions")) {
        assertThat(permission.asText()).isNotIn(HIGH);
      }
    }
  }

  @Test
  void the_upgrade_asks_for_no_more_permissions() throws Exception {
    var before = manifest(Samples.of("supplier-risk-analyzer", "1.0.0"));

    var after = manifest(Samples.of("supplier-risk-analyzer", "1.1.0"));

    assertThat(after.path("permissions")).isEqualTo(before.path("permissions"));
    assertThat(after.path("dependencies")).isEqualTo(before.path("dependencies"));
  }

  @Test
  void an_unknown_sample_is_refused() {
    assertThatThrownBy(() -> Samples.of("supplier-db", "9.9.9"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("No sample supplier-db 9.9.9");
  }

  private static JsonNode manifest(Samples.Sample sample) throws Exception {
    return JSON.readTree(sample.manifestJson());
  }
}
