package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards ask for what the services show; a misspelt name would never warn. */
class MetricNamesTest {
  private static final Path FOLDER = Suite.ROOT.resolve("k8s/components/observability");
  private static final List<String> SERVICES = LocalService.shortNames();

  /** Of Prometheus itself, and of the labels that it adds. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Set<String> ADDED = Set.of("job", "instance", "namespace", "pod");

  /** How installations are is not the same after every run: any of them may be well. */
  private static final Set<String> OF_ANY_VALUE = Set.of("health_installations");

  /** After a good journey nothing has failed. */
  private static final String UNSEEN = "SERVER_ERROR";

  private final Suite suite = Suite.running();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void every_name_is_one_that_a_service_shows_after_the_journey() throws Exception {
    var recorded = recordedNames();
    var wanted =
        expressions().stream()
            .flatMap(it -> Selector.in(it).stream())
            .filter(it -> !OF_PROMETHEUS.contains(it.metric()) && !recorded.contains(it.metric()))
            .distinct()
            .toList();

    for (var service : SERVICES) {
      suite.as(User.DEVELOPER).get("/admin/" + service + "/audit").expect(403);
    }
    // Some are counted every half minute.
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(missing(wanted, shown())).isEmpty());

    assertThat(wanted).hasSizeGreaterThan(50);
  }

  @Test
  void every_recorded_name_is_recorded_by_a_rule() throws IOException {
    var read = new TreeSet<String>();
    expressions().forEach(it -> Selector.in(it).forEach(selector -> read.add(selector.metric())));
    read.removeIf(it -> !it.contains(":"));

    assertThat(read).isNotEmpty().isSubsetOf(recordedNames());
  }

  /** A figure that could not be read would be zero for ever. */
  @Test
  void every_service_reads_its_figures() throws IOException, InterruptedException {
    for (var service : List.of("registry", "validation", "installation", "deployment")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(metrics(service))
                      .containsPattern("state_looks_total\\{result=\"ok\"\\} [1-9]"));
    }
    assertThat(metrics("installation"))
        .containsPattern("state_count\\{kind=\"site\",status=\"ACTIVE\"\\} [1-9]")
        .containsPattern(
            "state_duration_seconds\\{kind=\"installation\",of=\"mean\",status=\"INSTALLING\"\\} (?!0\\.0\\n)[0-9]");
  }

  private static List<Selector> missing(List<Selector> wanted, List<Selector> shown) {
    return wanted.stream().filter(it -> shown.stream().noneMatch(by -> serves(by, it))).toList();
  }

  /** A sample shows each of its labels with one value. */
  private static boolean serves(Selector shown, Selector wanted) {
    var labels = new TreeSet<>(wanted.labels());
    labels.removeAll(ADDED);
    var values = new TreeMap<>(wanted.equal());
    values.keySet().removeAll(ADDED);
    values.values().remove(UNSEEN);
    return shown.metric().equals(wanted.metric())
        && shown.labels().containsAll(labels)
        && (OF_ANY_VALUE.contains(shown.metric())
            || shown.equal().entrySet().containsAll(values.entrySet()));
  }

  private List<Selector> shown() throws IOException, InterruptedException {
    var shown = new ArrayList<Selector>();
    for (var service : SERVICES) {
      metrics(service)
          .lines()
          .filter(it -> !it.startsWith("#"))
          .map(it -> it.substring(0, it.lastIndexOf(' ')))
          .flatMap(it -> Selector.in(it).stream())
          .forEach(shown::add);
    }
    return shown;
  }

  private String metrics(String service) throws IOException, InterruptedException {
    var port = suite.configuration(service + "-service").getProperty("quarkus.http.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"));
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  private static List<String> expressions() throws IOException {
    var expressions = new ArrayList<String>();
    for (var file : List.of("alerts.yaml", "objectives.yaml")) {
      rules(file).forEach(it -> expressions.add(it.path("expr").asText()));
    }
    try (var dashboards = Files.list(FOLDER.resolve("dashboards"))) {
      for (var file : dashboards.toList()) {
        new ObjectMapper()
            .readTree(file.toFile())
            .findValues("expr")
            .forEach(it -> expressions.add(it.asText()));
      }
    }
    return expressions;
  }

  private static Set<String> recordedNames() throws IOException {
    var names = new TreeSet<String>();
    for (var rule : rules("objectives.yaml")) {
      if (rule.has("record")) {
        names.add(rule.path("record").asText());
      }
    }
    return names;
  }

  private static List<JsonNode> rules(String file) throws IOException {
    var rules = new ArrayList<JsonNode>();
    new YAMLMapper()
        .readTree(FOLDER.resolve(file).toFile())
        .at("/spec/groups")
        .forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }
}
