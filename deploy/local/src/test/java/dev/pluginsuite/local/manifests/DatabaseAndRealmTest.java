package dev.pluginsuite.local.manifests;

import static dev.pluginsuite.local.manifests.ManifestSet.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the cluster makes of the database and the realm is what laptops and tests have. */
class DatabaseAndRealmTest {
  private static final List<String> SERVICES = LocalService.shortNames();

  private final ManifestSet base;

  DatabaseAndRealmTest() throws IOException {
    base = ManifestSet.base();
  }

  @Test
  void the_roles_are_made_by_the_script_that_everybody_uses() throws IOException {
    var here = Manifests.ROOT.resolve("base/postgres/roles.sql");
    var there =
        Manifests.PROJECT.resolve(
            "deploy/infra/src/main/resources/dev/pluginsuite/infra/roles.sql");

    assertThat(here).hasSameTextualContentAs(there);
  }

  @Test
  void every_role_gets_a_password_of_its_own() {
    var expected = new TreeSet<String>();
    SERVICES.forEach(it -> expected.addAll(List.of(it, it + "_owner")));
    expected.add("keycloak");

    var roles = each(base.named("Cluster", "postgres").at("/spec/managed/roles")).toList();

    assertThat(roles)
        .extracting(it -> it.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(expected);
    for (var role : roles) {
      var name = role.path("name").asText();
      var secret = role.at("/passwordSecret/name").asText();
      var made = base.named("ExternalSecret", secret).path("spec");
      assertThat(made.at("/target/template/data/username").asText()).isEqualTo(name);
      assertThat(made.at("/data/0/remoteRef/property").asText()).isEqualTo(name);
    }
  }

  @Test
  void a_service_logs_in_with_the_password_that_its_role_has() {
    for (var service : SERVICES) {
      var secret = base.named("ExternalSecret", service + "-service");

      assertThat(each(secret.at("/spec/data")))
          .filteredOn(it -> it.path("secretKey").asText().equals("QUARKUS_DATASOURCE_PASSWORD"))
          .singleElement()
          .extracting(it -> it.at("/remoteRef/property").asText())
          .isEqualTo(service);
    }
  }

  @Test
  void keycloak_is_told_every_secret_that_the_realm_asks_for() throws IOException {
    var realm = Files.readString(Manifests.PROJECT.resolve("deploy/keycloak/realm.json"));
    var wanted =
        Pattern.compile("\\$\\{([A-Z_]+)}").matcher(realm).results().map(it -> it.group(1));

    var told = each(base.named("ExternalSecret", "keycloak").at("/spec/data"));

    assertThat(told).extracting(it -> it.path("secretKey").asText()).containsAll(wanted.toList());
  }

  /** Started as built, Keycloak refuses other values than those it was built with. */
  @Test
  void keycloak_is_built_with_what_it_is_started_with() throws IOException {
    var settings = base.named("ConfigMap", "keycloak").path("data");
    var image = Files.readString(Manifests.PROJECT.resolve("deploy/images/keycloak.Dockerfile"));

    var built =
        Pattern.compile("^ENV (\\w+)=(.*)$", Pattern.MULTILINE).matcher(image).results().toList();

    assertThat(built).hasSizeGreaterThan(3);
    assertThat(built)
        .allMatch(it -> settings.path(it.group(1)).asText(it.group(2)).equals(it.group(2)));
    assertThat(built).extracting(it -> it.group(1)).contains("KC_DB", "KC_HTTP_RELATIVE_PATH");
  }

  @Test
  void a_release_migrates_with_the_images_that_it_runs() throws Exception {
    assumeTrue(ManifestSet.canKustomize(), "needs kubectl");
    var production = ManifestSet.kustomized("overlays/production");
    var migrations = ManifestSet.kustomized("overlays/production/migrations");

    for (var service : SERVICES) {
      var pod = migrations.named("Job", service + "-migration").at("/spec/template/spec");
      var running = production.named("Deployment", service + "-service");

      assertThat(pod.at("/containers/0/image"))
          .isEqualTo(running.at("/spec/template/spec/containers/0/image"));
      assertThat(each(pod.at("/containers/0/env")).toList())
          .filteredOn(it -> it.has("valueFrom"))
          .singleElement()
          .extracting(it -> it.at("/valueFrom/secretKeyRef/name").asText())
          .isEqualTo("database-" + service + "-owner");
      assertThat(settings(pod))
          .contains(
              entry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true"),
              entry("QUARKUS_INIT_AND_EXIT", "true"));
    }
  }

  private static Map<String, String> settings(JsonNode pod) {
    var settings = new TreeMap<String, String>();
    each(pod.at("/containers/0/env"))
        .forEach(it -> settings.put(it.path("name").asText(), it.path("value").asText()));
    return settings;
  }
}
