package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class ReviewDeskFlowTest {
  private static final String STRICT = "strict-desk";
  private static final String PLAIN = "plain-desk";

  @BeforeEach
  void registries() {
    Submitting.registry(PLAIN);
    as(Tokens.centralIt())
        .contentType("application/json")
        .body(
            Map.of(
                "id",
                STRICT,
                "type",
                "ENTERPRISE",
                "name",
                "Strict",
                "enterpriseId",
                "strict",
                "review",
                Map.of(
                    "secondApprover",
                    true,
                    "reasonRequired",
                    true,
                    "changeReferenceRequired",
                    true)))
        .post(BASE + "/registries");
  }

  @Test
  void the_queue_shows_what_waits_the_longest_first() {
    var first = pending(PLAIN, "queue-one", "1.0.0");
    var second = pending(PLAIN, "queue-two", "1.0.0", "reports:write");
    decide(Tokens.centralIt(), second, "review", Map.of("assignee", "anne@example.com"));

    var queue = as(Tokens.auditor()).get(BASE + "/review-queue?registryId=" + PLAIN);

    queue.then().statusCode(200).body("data.overdue", hasItem(false));
    assertThat(queue.<List<String>>path("data.id")).containsSubsequence(first, second);
    as(Tokens.centralIt())
        .get(BASE + "/review-queue?reviewer=anne@example.com&pluginId=queue-two")
        .then()
        .statusCode(200)
        .body("data.id", contains(second));
    as(Tokens.centralIt())
        .get(BASE + "/review-queue?unassigned=true&registryId=" + PLAIN)
        .then()
        .body("data.id", hasItem(first))
        .body("data.id", not(hasItem(second)));
    as(Tokens.centralIt()).get(BASE + "/review-queue?overdue=maybe").then().statusCode(400);
    as(Tokens.centralIt())
        .get(BASE + "/review-queue?limit=1")
        .then()
        .body("data.size()", equalTo(1));
    as(Tokens.developer()).get(BASE + "/review-queue").then().statusCode(403);
  }

  @Test
  void new_permissions_are_named_and_have_to_be_acknowledged() {
    var first = pending(PLAIN, "growing", "1.0.0", "materials:read");
    decide(Tokens.centralIt(), first, "approve", Map.of()).then().statusCode(200);
    var next = pending(PLAIN, "growing", "1.1.0", "materials:read", "reports:write");

    get(Tokens.centralIt(), next)
        .then()
        .body("data.addedPermissions", contains("reports:write"))
        .body("data.comparedWith", equalTo("1.0.0"));
    decide(Tokens.centralIt(), next, "approve", Map.of())
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/risks-not-acknowledged"))
        .body("added", contains("reports:write"));
    decide(
            Tokens.centralIt(),
            next,
            "approve",
            Map.of("acknowledgedRisks", List.of("reports:write")))
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("REST-47")
  void high_risk_takes_two_where_the_registry_says_so() {
    var id = pending(STRICT, "two-needed", "1.0.0", "users:write");
    var body =
        Map.of(
            "reason",
            "needed",
            "changeReference",
            "CHG-1",
            "acknowledgedRisks",
            List.of("users:write"));

    decide(Tokens.centralIt(), id, "approve", Map.of("acknowledgedRisks", List.of("users:write")))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/reason-required"));
    decide(Tokens.centralIt(), id, "approve", body)
        .then()
        .statusCode(200)
        .body("data.status", equalTo("IN_REVIEW"))
        .body("data.firstApprovedBy", equalTo("it@example.com"));
    as(Tokens.centralIt()).get(BASE + "/packages/" + id + "/attestation").then().statusCode(404);
    decide(Tokens.centralIt(), id, "approve", body)
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/second-approver-needed"));
    var other = Tokens.of("it-two", List.of("central-it"), List.of());
    decide(other, id, "approve", body)
        .then()
        .statusCode(200)
        .body("data.status", equalTo("APPROVED"))
        .body("data.changeReference", equalTo("CHG-1"));
    as(Tokens.centralIt()).get(BASE + "/packages/" + id + "/attestation").then().statusCode(200);
  }

  @Test
  @Tag("REST-5")
  void a_deprecated_package_names_its_replacement_until_it_is_undone() {
    var old = pending(PLAIN, "deprecated", "1.0.0");
    var next = pending(PLAIN, "replacing", "1.0.0");
    decide(Tokens.centralIt(), old, "approve", Map.of());

    decide(Tokens.centralIt(), old, "deprecate", Map.of("replacedBy", next))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/invalid-replacement"));
    decide(Tokens.centralIt(), next, "approve", Map.of());
    installed("desk-deprecated", old);
    decide(Tokens.centralIt(), old, "deprecate", Map.of("replacedBy", next, "reason", "old"))
        .then()
        .statusCode(200)
        .body("data.installCount", equalTo(1))
        .body("data.status", equalTo("DEPRECATED"))
        .body("data.replacedBy", equalTo(next));

    assertThat(TestKafka.said(Topic.PACKAGES.topicName(), old))
        .last()
        .satisfies(
            it -> {
              assertThat(it.at("/state/replacedBy").textValue()).isEqualTo(next);
              assertThat(it.at("/state/attestationUrl").isTextual()).isTrue();
            });
    decide(Tokens.centralIt(), old, "approve", Map.of()).then().statusCode(409);
    decide(Tokens.centralIt(), old, "undeprecate", Map.of())
        .then()
        .statusCode(200)
        .body("data.status", equalTo("APPROVED"))
        .body("data.replacedBy", nullValue());
  }

  @Test
  void a_deprecation_that_is_sent_again_is_answered_whatever_became_of_the_replacement() {
    var old = pending(PLAIN, "deprecated-again", "1.0.0");
    var next = pending(PLAIN, "replacing-again", "1.0.0");
    decide(Tokens.centralIt(), old, "approve", Map.of());
    decide(Tokens.centralIt(), next, "approve", Map.of());
    var deprecation =
        as(Tokens.centralIt())
            .contentType("application/json")
            .header("Idempotency-Key", "deprecation")
            .header("If-Match", Submitting.etag(old))
            .body(Map.of("replacedBy", next));
    var path = BASE + "/packages/" + old + "/deprecate";
    deprecation.put(path).then().statusCode(200);
    decide(Tokens.centralIt(), next, "revoke", Map.of("reason", "unsafe"));

    deprecation.put(path).then().statusCode(200).body("data.replacedBy", equalTo(next));
  }

  @Test
  void a_review_is_nobodys_by_accident() {
    var id = pending(PLAIN, "assigned", "1.0.0");

    decide(Tokens.centralIt(), id, "review", Map.of("assignee", " ")).then().statusCode(400);
    decide(Tokens.centralIt(), id, "review", Map.of("assignee", " anne@example.com "))
        .then()
        .statusCode(200)
        .body("data.reviewer", equalTo("anne@example.com"));
  }

  @Test
  void a_dry_run_of_a_revocation_names_sites_and_dependents() {
    var needed = pending(PLAIN, "needed-lib", "1.0.0");
    decide(Tokens.centralIt(), needed, "approve", Map.of());
    installed("desk-site", needed);

    var answer = decide(Tokens.centralIt(), needed, "revoke", Map.of("dryRun", true));

    answer
        .then()
        .statusCode(200)
        .body("data.status", equalTo("APPROVED"))
        .body("impact.sites", contains("desk-site"))
        .body("impact.siteCount", equalTo(1));
    get(Tokens.centralIt(), needed).then().body("data.status", equalTo("APPROVED"));
  }

  @Test
  void a_submission_that_names_no_registry_is_told_the_defaults_where_there_are_several() {
    var body = new HashMap<>(Submitting.body(PLAIN, "no-registry", "1.0.0"));
    body.remove("registryId");

    Submitting.submit(Tokens.developer(), body)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/unknown-registry"))
        .body("detail", containsString(STRICT));
  }

  @Test
  @Tag("SEED-20")
  void what_passes_in_a_registry_of_developers_is_approved_with_their_key() {
    as(Tokens.centralIt())
        .contentType("application/json")
        .body(Map.of("id", "dev-desk", "type", "DEVELOPER", "name", "Developers"))
        .post(BASE + "/registries");

    var id = pending("dev-desk", "by-policy", "1.0.0", "users:write");

    get(Tokens.centralIt(), id)
        .then()
        .body("data.status", equalTo("APPROVED"))
        .body("data.approvedBy", equalTo("policy"));
    String keyId =
        as(Tokens.centralIt())
            .get(BASE + "/packages/" + id + "/attestation")
            .path("data.signatures[0].keyid");
    assertThat(keyOf("DEVELOPER")).isEqualTo(keyId);
    assertThat(keyOf("APPROVAL")).isNotEqualTo(keyId);
  }

  private static String keyOf(String use) {
    String payload = as(Tokens.centralIt()).get(BASE + "/keys").path("data.payload");
    var set =
        new String(
            java.util.Base64.getDecoder().decode(payload), java.nio.charset.StandardCharsets.UTF_8);
    return io.restassured.path.json.JsonPath.from(set)
        .getString("keys.find { it.use == '" + use + "' }.keyId");
  }

  private static void installed(String site, String id) {
    Submitting.installedAt(site, id);
    Awaitility.await()
        .until(
            () -> get(Tokens.centralIt(), id).path("data.installCount"),
            Integer.valueOf(1)::equals);
  }
}
