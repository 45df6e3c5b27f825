package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.installedAt;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who means harm, or whose program is wrong. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class HostileFlowTest {
  private static final String REGISTRY = "enterprise";

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  void the_submitter_gets_in_by_no_way_whatever_roles_they_have() {
    var both = Tokens.of("hostile-both", List.of("developer", "central-it"), List.of());
    var upload = Submitting.upload(both, new byte[] {1, 2, 3});
    var wish = new HashMap<>(body(REGISTRY, "hostile-own", "1.0.0", "users:write"));
    wish.put("packageUrl", upload.path("data.packageUrl"));
    wish.put("checksum", upload.path("data.checksum"));
    String id = submit(both, wish).path("data.id");
    Submitting.report(id, dev.pluginsuite.api.registry.ValidationStatus.PASSED);
    await().until(() -> get(both, id).path("data.validation"), "PASSED"::equals);
    String submitter = get(both, id).path("data.uploadedBy");

    for (var verb : List.of("approve", "reject", "review")) {
      decide(both, id, verb, Map.of("reason", "mine"))
          .then()
          .statusCode(403)
          .body("type", equalTo("/problems/own-submission"));
    }
    for (var name : List.of(submitter, submitter.toUpperCase(Locale.ROOT), " " + submitter + " ")) {
      decide(Tokens.centralIt(), id, "review", Map.of("assignee", name))
          .then()
          .statusCode(403)
          .body("type", equalTo("/problems/own-submission"));
    }
    decide(Tokens.centralIt(), id, "review", Map.of()).then().statusCode(200);
    decide(both, id, "review", Map.of("assignee", "anne@example.com")).then().statusCode(403);
    decide(both, id, "approve", Map.of("acknowledgedRisks", List.of("users:write")))
        .then()
        .statusCode(403);
    get(both, id).then().body("data.status", equalTo("IN_REVIEW"));
  }

  @Test
  @Tag("REST-3")
  void of_what_belongs_to_others_nothing_is_told() {
    var theirs = Submitting.upload(Tokens.otherDeveloper(), new byte[] {9, 9});
    var wish = new HashMap<>(body(REGISTRY, "hostile-upload", "1.0.0"));
    wish.put("packageUrl", theirs.path("data.packageUrl"));
    wish.put("checksum", theirs.path("data.checksum"));
    submit(Tokens.developer(), wish)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/unknown-upload"));

    var id = pending(REGISTRY, "hostile-hidden", "1.0.0");
    for (var token : List.of(Tokens.otherDeveloper(), Tokens.siteAdmin("site-1"))) {
      get(token, id).then().statusCode(404);
      as(token).get(BASE + "/packages/" + id + "/content").then().statusCode(404);
      as(token).get(BASE + "/packages/" + id + "/attestation").then().statusCode(404);
      as(token).get(BASE + "/packages/" + id + "/reviews").then().statusCode(404);
      as(token).get(BASE + "/packages?pluginId=hostile-hidden").then().body("data", hasSize(0));
      as(token).get(BASE + "/catalog/hostile-hidden").then().statusCode(404);
    }
    as(Tokens.otherDeveloper()).delete(BASE + "/packages/" + id).then().statusCode(404);
    as(Tokens.otherDeveloper())
        .get(BASE + "/submissions?pluginId=hostile-hidden")
        .then()
        .body("data", hasSize(0));
    as(Tokens.siteAgent("site-1"))
        .get(BASE + "/packages/" + id + "/content")
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("REST-3")
  void each_role_reads_what_is_its_to_read() {
    var approved = pending(REGISTRY, "hostile-roles", "1.0.0");
    decide(Tokens.centralIt(), approved, "approve", Map.of()).then().statusCode(200);
    assertReadable(approved, Tokens.otherDeveloper(), Tokens.siteAdmin("site-1"));
    installedAt("site-ran", approved);
    failedAt("site-never-ran", approved);

    decide(Tokens.centralIt(), approved, "deprecate", Map.of()).then().statusCode(200);
    assertReadable(approved, Tokens.developer(), Tokens.siteAdmin("site-1"));
    get(Tokens.otherDeveloper(), approved).then().statusCode(404);

    decide(Tokens.centralIt(), approved, "revoke", Map.of("reason", "unsafe"))
        .then()
        .statusCode(200);
    await()
        .until(
            () -> get(Tokens.siteAdmin("site-ran"), approved).statusCode(),
            Integer.valueOf(200)::equals);
    assertReadable(approved, Tokens.developer(), Tokens.siteAdmin("*"));
    get(Tokens.siteAdmin("site-never-ran"), approved).then().statusCode(404);
    get(Tokens.siteAdmin("site-1"), approved).then().statusCode(404);
  }

  private static void assertReadable(String id, String... tokens) {
    for (var token : tokens) {
      get(token, id).then().statusCode(200);
    }
    get(Tokens.centralIt(), id).then().statusCode(200);
    get(Tokens.auditor(), id).then().statusCode(200);
  }

  private static void failedAt(String site, String id) {
    var state =
        new InstallationState(
            UUID.randomUUID(),
            site,
            UUID.fromString(id),
            "p",
            "1.0.0",
            InstallationStatus.FAILED,
            InstallationStatus.INSTALLED,
            1,
            1,
            true,
            null);
    TestKafka.say(Topic.INSTALLATIONS.topicName(), state.installationId(), 1, state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/packages?pluginId=a%00b",
        "/packages?registryId=%00",
        "/packages?limit=99999999999999",
        "/packages?limit=1&limit=",
        "/packages?cursor=AA",
        "/packages?status=approved%00",
        "/packages/%00",
        "/catalog?q=%00",
        "/catalog?q=a%00b&registryId=%00",
        "/catalog?license=%00",
        "/catalog?minRating=1e999999999",
        "/catalog?minRating=NaN",
        "/catalog?mesVersion=%00",
        "/catalog?mesVersion=99999999999999999999999999999.0",
        "/catalog?cursor=W10",
        "/catalog?cursor=WyJhIl0",
        "/catalog/a%00b",
        "/catalog/a?registryId=%00",
        "/catalog/a?cursor=%F0%9F",
        "/review-queue?reviewer=%00",
        "/review-queue?cursor=AAAA",
        "/submissions?pluginId=%00",
        "/registries?cursor=AA",
        "/registries/%00"
      })
  void whatever_stands_in_a_url_is_the_callers_mistake(String path) throws Exception {
    assertThat(raw(path)).isIn(200, 400, 404);
  }

  /** As it is written: a client library would repair it. */
  private static int raw(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + BASE + path))
            .header("Authorization", "Bearer " + Tokens.centralIt())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void a_url_of_many_kilobytes_is_refused_before_anybody_reads_it() throws Exception {
    assertThat(raw("/catalog?q=" + "a".repeat(20_000))).isIn(400, 414);
    assertThat(raw("/catalog?" + "risk=LOW&".repeat(400))).isIn(200, 400, 414);
  }

  @Test
  void a_text_that_cannot_be_kept_is_refused() {
    var id = pending(REGISTRY, "hostile-nul", "1.0.0");

    for (var verb : List.of("reject", "review", "approve")) {
      decide(Tokens.centralIt(), id, verb, Map.of("reason", "a\0b", "changeReference", "\0"))
          .then()
          .statusCode(400);
    }
    decide(Tokens.centralIt(), id, "review", Map.of("assignee", "a\0b")).then().statusCode(400);
    get(Tokens.centralIt(), id).then().body("data.status", equalTo("PENDING_REVIEW"));
    for (var field : List.of("version", "packageUrl", "checksum", "registryId")) {
      var wish = new HashMap<>(body(REGISTRY, "hostile-nul", "2.0.0"));
      wish.put(field, wish.get(field) + "\0");
      assertThat(submit(Tokens.developer(), wish).statusCode()).as(field).isIn(400, 422);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"a\\u0000b\", \"hooks\": {\"a\": [{\"point\": 1}]}, \"permissions\": {\"a\": 1}}",
        "{\"name\": \"\\ud800\", \"keywords\": [\"\\udc00\", 1e999999, null]}",
        "{\"name\": 1e400, \"description\": [[[[]]]], \"hooks\": 5, \"license\": {\"a\": []}}",
        "{\"x\": 123456789012345678901234567890123456789012345678901234567890}",
        "[1, 2]",
        "7",
        "\"text\""
      })
  void whatever_a_manifest_is_validation_gets_to_say_so(String manifest) {
    var plugin = "hostile-manifest-" + Integer.toHexString(manifest.hashCode());
    var upload = Submitting.upload(Tokens.developer(), plugin.getBytes(StandardCharsets.UTF_8));
    var text =
        """
        {"registryId": "%s", "pluginId": "%s", "version": "1.0.0", "manifest": %s, "packageUrl": "%s", "checksum": "%s"}"""
            .formatted(
                REGISTRY,
                plugin,
                manifest,
                upload.path("data.packageUrl"),
                upload.path("data.checksum"));

    as(Tokens.developer())
        .contentType(ContentType.JSON)
        .header("Prefer", "respond-async")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .post(BASE + "/packages")
        .then()
        .statusCode(202);

    as(Tokens.centralIt())
        .get(BASE + "/catalog?status=PENDING_REVIEW&registryId=" + REGISTRY + "&limit=200")
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("REST-34")
  void a_checksum_is_read_in_any_case_and_with_its_algorithm() {
    for (var form : List.of("%S", "sha256:%s", "sha256:%S")) {
      var plugin = "hostile-sum-" + (form.hashCode() & 0xffff);
      var wish = new HashMap<>(body(REGISTRY, plugin, "1.0.0"));
      var plain = String.valueOf(wish.get("checksum"));
      wish.put("checksum", form.formatted(plain));
      submit(Tokens.developer(), wish).then().statusCode(202).body("data.checksum", equalTo(plain));
    }
    for (var wrong : List.of("sha512:", "sha256:sha256:", "0x", "sha256 ")) {
      var wish = new HashMap<>(body(REGISTRY, "hostile-sum-wrong", "1.0.0"));
      wish.put("checksum", wrong + wish.get("checksum"));
      submit(Tokens.developer(), wish)
          .then()
          .statusCode(422)
          .body("type", equalTo("/problems/invalid-checksum"));
    }
  }

  @Test
  void a_key_is_ones_own_and_of_one_request() {
    var mine = body(REGISTRY, "hostile-key", "1.0.0");
    String id = submit(Tokens.developer(), mine, "Idempotency-Key", "shared").path("data.id");
    var upload = Submitting.upload(Tokens.otherDeveloper(), new byte[] {7});
    var theirs = new HashMap<>(mine);
    theirs.put("pluginId", "hostile-key-two");
    theirs.put("packageUrl", upload.path("data.packageUrl"));
    theirs.put("checksum", upload.path("data.checksum"));

    String other =
        submit(Tokens.otherDeveloper(), theirs, "Idempotency-Key", "shared")
            .then()
            .statusCode(202)
            .extract()
            .path("data.id");

    assertThat(other).isNotEqualTo(id);
    submit(Tokens.otherDeveloper(), mine, "Idempotency-Key", "shared").then().statusCode(422);
    for (var length : List.of(0, 256)) {
      submit(Tokens.developer(), mine, "Idempotency-Key", "k".repeat(length))
          .then()
          .statusCode(400)
          .body("errors.field", hasItem("Idempotency-Key"));
    }
  }

  @Test
  void a_cursor_leads_nowhere_but_to_another_page() {
    for (var cursor : List.of("../..", "' or 1=1", "[\"x\",\"y\",\"z\",\"w\"]", "\0\0")) {
      var encoded =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
      for (var list : List.of("/packages", "/catalog", "/review-queue", "/submissions")) {
        as(Tokens.centralIt())
            .queryParam("cursor", encoded)
            .get(BASE + list)
            .then()
            .statusCode(400)
            .body("type", equalTo("/problems/invalid-cursor"));
      }
    }
  }
}
