package dev.pluginsuite.local.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pluginsuite.local.gateway.RouteTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose runs what everybody runs: the same servers, realm, roles, routes and settings. */
class ComposeTest {
  private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern HOST = Pattern.compile("(?:^|//)([a-z][a-z-]*):\\d+");

  private final JsonNode services;

  ComposeTest() throws IOException {
    services = read("deploy/compose/compose.yaml").path("services");
  }

  private static JsonNode read(String file) throws IOException {
    return new YAMLMapper().readTree(PROJECT.resolve(file).toFile());
  }

  @Test
  void whatever_a_service_is_told_to_reach_is_there(@TempDir Path folder) throws IOException {
    ComposeState.in(folder).writeFiles();

    var reached = new TreeSet<String>();
    for (var service : ours()) {
      var settings = settings(folder, service);
      assertThat(settings.getProperty("quarkus.http.port")).isEqualTo("8080");
      settings.values().forEach(it -> reached.addAll(hosts(it.toString())));
    }

    assertThat(reached).contains("postgres", "kafka", "keycloak", "gateway").isSubsetOf(names());
  }

  @Test
  void whatever_file_a_service_is_told_to_read_is_in_the_shared_folder(@TempDir Path folder)
      throws IOException {
    ComposeState.in(folder).writeFiles();

    var files =
        Stream.of("registry-service", "installation-service")
            .flatMap(it -> settings(folder, it).entrySet().stream())
            .filter(it -> it.getKey().toString().endsWith("-file"))
            .map(it -> Path.of(it.getValue().toString()))
            .toList();

    assertThat(files).hasSizeGreaterThan(3).allMatch(it -> it.startsWith(folder));
    assertThat(files).allMatch(Files::exists);
  }

  /** A second start must not lock out what the first one made. */
  @Test
  void passwords_stay_as_they_are(@TempDir Path folder) throws IOException {
    ComposeState.in(folder).writeFiles();
    var before = settings(folder, "health-service");

    ComposeState.in(folder).writeFiles();

    assertThat(settings(folder, "health-service")).isEqualTo(before);
  }

  @Test
  void kafka_is_found_by_the_name_that_it_gives(@TempDir Path folder) throws IOException {
    ComposeState.in(folder).writeFiles();

    assertThat(Files.readString(folder.resolve("infra/kafka.properties")))
        .contains("advertised.listeners=SASL_PLAINTEXT://kafka:9092")
        .contains("listeners=SASL_PLAINTEXT://0.0.0.0:9092");
  }

  @Test
  void the_gateway_has_an_address_for_every_backend() throws IOException {
    var arguments = texts(services.at("/gateway/command"));

    var backends =
        arguments.stream().filter(it -> it.contains("=")).map(it -> it.split("=", 2)[0]).toList();

    assertThat(backends).containsExactlyInAnyOrderElementsOf(RouteTable.ofTheSuite().backends());
  }

  /** What several have in common is said once, and taken over by YAML's own means. */
  @Test
  void what_is_ours_runs_without_rights() throws IOException {
    var common = read("deploy/compose/compose.yaml").path("x-own");

    var ours = Stream.concat(ours().stream(), Stream.of("files", "provision", "gateway"));

    assertThat(ours.map(it -> services.path(it).path("<<").asText()))
        .allMatch(it -> it.equals("own") || it.equals("service"));
    assertThat(common.path("user").asText()).isEqualTo("1000:1000");
    assertThat(common.path("read_only").asBoolean()).isTrue();
    assertThat(texts(common.path("cap_drop"))).containsExactly("ALL");
  }

  @Test
  void images_have_no_host_and_servers_the_version_that_tests_have() throws IOException {
    var versions = new Properties();
    try (var in = resource("versions.properties")) {
      versions.load(in);
    }

    assertThat(each(services).map(it -> it.path("image").asText()))
        .noneMatch(it -> it.matches("[^/]*[.:][^/]*/.*"))
        .contains(
            "keycloak/keycloak:" + versions.getProperty("keycloak"),
            "apache/kafka:" + versions.getProperty("kafka"),
            "postgres:" + versions.getProperty("postgres", "").replaceFirst("\\.0$", ""));
  }

  /** Local, Compose and Kubernetes read one file. */
  @Test
  void there_is_one_realm() throws IOException {
    var realm = PROJECT.resolve("deploy/keycloak/realm.json");

    assertThat(texts(services.at("/keycloak/volumes")))
        .contains("../keycloak/realm.json:/opt/keycloak/data/import/realm.json:ro");
    assertThat(texts(read("deploy/keycloak/kustomization.yaml").at("/configMapGenerator/0/files")))
        .containsExactly("realm.json");
    assertThat(texts(read("k8s/base/keycloak/kustomization.yaml").path("resources")))
        .contains("../../../deploy/keycloak");
    try (var in = resource("realm.json")) {
      assertThat(in).hasSameContentAs(Files.newInputStream(realm));
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        ComposeTest.class.getResourceAsStream("/dev/pluginsuite/infra/" + name));
  }

  private Set<String> names() {
    var names = new TreeSet<String>();
    services.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private List<String> ours() {
    return names().stream().filter(it -> it.endsWith("-service")).toList();
  }

  private static Properties settings(Path folder, String service) {
    var settings = new Properties();
    var file = folder.resolve("services").resolve(service).resolve("config/application.properties");
    try (var text = Files.newBufferedReader(file)) {
      settings.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static List<String> hosts(String value) {
    return HOST.matcher(value).results().map(it -> it.group(1)).toList();
  }

  private static List<String> texts(JsonNode list) {
    return each(list).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> each(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
