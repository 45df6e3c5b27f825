package dev.pluginsuite.local.manifests;

import static dev.pluginsuite.local.manifests.ManifestSet.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who is called knows what to do, and what is shown can be found. */
class ObservabilityTest {
  private static final Path FOLDER = Manifests.ROOT.resolve("components/observability");
  private static final Path PAGE = Manifests.PROJECT.resolve("docs/operations.md");

  @Test
  void every_alert_says_how_grave_it_is_and_what_to_do() throws IOException {
    var anchors = new TreeSet<String>();
    for (var line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) {
        anchors.add("docs/operations.md#" + anchor(line.substring(3)));
      }
    }

    var alerts = alerts();

    assertThat(alerts).isNotEmpty();
    assertThat(alerts).extracting(it -> it.path("alert").asText()).doesNotHaveDuplicates();
    assertThat(alerts)
        .allSatisfy(
            it -> {
              assertThat(it.at("/labels/severity").asText()).isIn("page", "ticket");
              assertThat(it.at("/annotations/summary").asText()).endsWith(".");
              assertThat(it.at("/annotations/runbook").asText()).isIn(anchors);
              assertThat(it.path("for").asText()).matches("\\d+[mh]");
            });
  }

  private static List<JsonNode> alerts() throws IOException {
    var alerts = new ArrayList<JsonNode>();
    for (var file : List.of("alerts.yaml", "objectives.yaml")) {
      Manifests.documents(Files.readString(FOLDER.resolve(file))).stream()
          .flatMap(it -> each(it.at("/spec/groups")))
          .flatMap(it -> each(it.path("rules")))
          .filter(it -> it.has("alert"))
          .forEach(alerts::add);
    }
    return alerts;
  }

  /** As a heading is linked to. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  @Test
  void every_dashboard_is_shown_under_an_address_of_its_own() throws IOException {
    var uids = new ArrayList<String>();
    for (var file : dashboards()) {
      var dashboard = new ObjectMapper().readTree(file.toFile());
      uids.add(dashboard.path("uid").asText());
      assertThat(each(dashboard.path("panels")).map(it -> it.path("id").asInt()))
          .as(file.toString())
          .isNotEmpty()
          .doesNotHaveDuplicates();
      assertThat(each(dashboard.path("panels")).map(it -> it.path("targets")))
          .as(file.toString())
          .allSatisfy(it -> assertThat(each(it)).isNotEmpty().allMatch(to -> to.has("expr")));
    }

    assertThat(uids).isNotEmpty().doesNotHaveDuplicates().allMatch(it -> it.matches("[a-z-]+"));
  }

  @Test
  void every_dashboard_is_given_to_grafana() throws IOException {
    var component = Manifests.documents(Files.readString(FOLDER.resolve("kustomization.yaml")));

    var given = each(component.get(0).at("/configMapGenerator/0/files")).map(JsonNode::asText);

    assertThat(given.map(FOLDER::resolve)).containsExactlyInAnyOrderElementsOf(dashboards());
  }

  private static List<Path> dashboards() throws IOException {
    try (var files = Files.list(FOLDER.resolve("dashboards"))) {
      return files.toList();
    }
  }
}
