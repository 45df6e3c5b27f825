package dev.pluginsuite.validation.dryrun;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.ValidationTestResource;
import dev.pluginsuite.validation.antivirus.FakeClamd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ValidationTestResource.class)
class DryRunFlowTest {
  private static final String BASE = "/api/v1/admin/plugin-registry";

  @Test
  @Tag("REST-9")
  void five_faults_of_a_manifest_are_five_errors() {
    var manifest =
        Manifests.with(
            """
            {"author": "", "version": "1.0", "mesVersion": "new", "main": "../x",
             "permissions": ["work_orders:write", "materials:read", "moon:write"]}""");

    validate("application/json", manifest.getBytes(UTF_8))
        .statusCode(200)
        .body("data.outcome", equalTo("FAILED"))
        .body("data.errors.number", contains(2, 6, 10, 15, 19))
        .body("data.risk", equalTo("HIGH"))
        .body("data.size", nullValue());
  }

  @Test
  void a_field_that_is_there_twice_is_seen() {
    validate("application/json", "{\"id\": \"a\", \"id\": \"b\"}".getBytes(UTF_8))
        .statusCode(200)
        .body("data.errors.id", contains("manifest-json"));
  }

  @Test
  void whatever_is_sent_for_a_manifest_is_answered_with_its_faults() {
    var bodies =
        List.of(
            "",
            "null",
            "[]",
            "[".repeat(200_000),
            "{\"a\":".repeat(40_000) + "1" + "}".repeat(40_000),
            "{\"id\": \"a\\u0000b\"}",
            "{\"id\": \"\\ud800\"}",
            "{\"id\": \"\u0000\"}",
            "x".repeat(3 << 20),
            "{\"hooks\": [{\"point\": \"external.sync\", \"priority\": 1e999999999}]}",
            "{\"configuration\": {\"a\": {\"type\": \"number\", \"default\": %s}}}"
                .formatted("9".repeat(100_000)));
    for (var body : bodies) {
      validate("application/json", body.getBytes(UTF_8))
          .statusCode(200)
          .body("data.outcome", equalTo("FAILED"))
          .body("data.errors", not(empty()));
    }
    validate("application/json", new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'})
        .statusCode(200)
        .body("data.errors.id", contains("manifest-json"));
  }

  @Test
  void many_tiny_files_and_one_endless_line_are_worked_through() {
    var mpk = Mpk.good();
    for (var i = 0; i < 5_000; i++) {
      mpk.file("dist/" + i + ".js", "a();");
    }
    var random = new Random(5);
    var line = new StringBuilder();
    while (line.length() < 10 << 20) {
      line.append("function ").append(Integer.toString(random.nextInt(), 36)).append("(){}");
    }

    validate("application/gzip", mpk.file("dist/bundle.min.js", line.toString()).bytes())
        .statusCode(200)
        .body("data.outcome", equalTo("PASSED"))
        .body("data.securityFindings.ruleId", contains("scan-text-limit"));
  }

  @Test
  void a_good_package_passes() {
    var bytes = Mpk.good().bytes();

    validate("application/gzip", bytes)
        .statusCode(200)
        .body("data.outcome", equalTo("PASSED"))
        .body("data.checksum", equalTo(Mpk.sha256(bytes)))
        .body("data.securityFindings", empty());
  }

  @Test
  void a_large_hostile_package_is_refused_by_its_rule() {
    var noise = new byte[1 << 20];
    new Random(3).nextBytes(noise);
    var mpk =
        Mpk.good()
            .entry("noise", TarConstants.LF_NORMAL, noise, it -> {})
            .symlink("l", "../../etc/passwd");

    validate("application/octet-stream", mpk.bytes())
        .statusCode(200)
        .body("data.outcome", equalTo("FAILED"))
        .body("data.securityFindings.ruleId", contains("archive-link"));
  }

  @Test
  void other_roles_and_other_kinds_of_bodies_are_refused() {
    given()
        .auth()
        .oauth2(Tokens.siteAdmin("site-1"))
        .contentType("application/json")
        .body("{}")
        .post(BASE + "/validate")
        .then()
        .statusCode(403);
    given()
        .contentType("application/json")
        .body("{}")
        .post(BASE + "/validate")
        .then()
        .statusCode(401);
    validate("image/png", new byte[1]).statusCode(415);
  }

  @Test
  @Tag("SEED-15")
  void a_range_that_no_registered_site_meets_is_a_warning() {
    var manifest = Manifests.with("{\"mesVersion\": \"^7.0.0\"}").getBytes(UTF_8);
    site("site-1", 1, SiteStatus.ACTIVE, "5.1.0");

    await()
        .untilAsserted(
            () ->
                validate("application/json", manifest)
                    .body("data.warnings.id", hasItem("manifest-mes-sites")));

    site("site-2", 1, SiteStatus.ACTIVE, "7.2.0");
    await()
        .untilAsserted(() -> validate("application/json", manifest).body("data.warnings", empty()));
    site("site-1", 2, SiteStatus.OFFBOARDED, "5.1.0");
    site("site-2", 2, SiteStatus.OFFBOARDED, "7.2.0");
  }

  @Test
  @Tag("REST-9")
  void the_rules_can_be_read() {
    given()
        .auth()
        .oauth2(Tokens.developer())
        .get(BASE + "/rules")
        .then()
        .statusCode(200)
        .body("data.hostApiVersion", equalTo("1.0.0"))
        .body("data.permissions", hasSize(16))
        .body("data.hookPoints", hasSize(22))
        .body("data.checks.number.findAll { it != null }", hasSize(19))
        .body("data.archiveRules.id", hasItem("archive-setuid"))
        .body("data.archiveLimits.entries", equalTo(10_000))
        .body("data.scanChecks.id", hasSize(11))
        .body("data.scanChecks.find { it.id == 'antivirus' }.required", equalTo(true))
        .body("data.scanChecks.find { it.id == 'secrets' }.enforced", equalTo(true))
        .body("data.scanChecks.find { it.id == 'secrets' }.rules.id", hasItem("secret-aws-key"));
  }

  @Test
  void a_package_is_not_called_good_while_a_required_check_cannot_be_carried_out() {
    validate("application/gzip", Mpk.good().file("x", FakeClamd.ILLNESS).bytes())
        .statusCode(503)
        .body("detail", containsString("antivirus"));
  }

  private static void site(String id, long revision, SiteStatus status, String mesVersion) {
    var state = new SiteState(id, id, null, status, mesVersion, "1.0.0", false, Map.of(), null);
    TestKafka.say(Topic.SITES.topicName(), id, revision, state);
  }

  private static ValidatableResponse validate(String contentType, byte[] body) {
    return given()
        .auth()
        .oauth2(Tokens.developer())
        .contentType(contentType)
        .body(body)
        .post(BASE + "/validate")
        .then();
  }
}
