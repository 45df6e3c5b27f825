package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a bad sample to somebody who looks after it. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class AlertFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String ALERTS = "/api/v1/admin/plugin-registry/health/alerts";

  @Test
  void somebody_is_called_once_acknowledges_and_is_told_when_it_is_over() {
    var it = unhealthy("alerting-1");
    var alert = alertOf(it);

    as(Tokens.siteAdmin("elsewhere"))
        .put(ALERTS + "/" + alert + "/acknowledge")
        .then()
        .statusCode(404);
    as(Tokens.siteAdmin("alerting-1"))
        .header("If-Match", "\"1\"")
        .put(ALERTS + "/" + alert + "/acknowledge")
        .then()
        .statusCode(200)
        .body("data.status", equalTo("ACKNOWLEDGED"));
    as(Tokens.siteAdmin("alerting-1"))
        .put(ALERTS + "/" + alert + "/acknowledge")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/illegal-transition"));
    // What is counted as an error is decided otherwise: it is well.
    as(Tokens.centralIt())
        .body(Map.of("limits", Map.of("errorsDegraded", 5000, "errorsUnhealthy", 5000)))
        .put(it.path() + "/thresholds")
        .then()
        .statusCode(200);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(said(alert))
                    .extracting(event -> event.at("/state/status").asText())
                    .containsExactly("RAISED", "ACKNOWLEDGED", "RESOLVED"));
    assertThat(said(alert).get(0).at("/state/reasons/0/code").asText()).isEqualTo("errors");
    assertThat(said(alert).get(2).at("/state/resolvedBy").asText()).isEqualTo("system:alerts");
    assertThat(
            Tables.rows(
                "select action from audit_entry where subject_id = '%s' order by id"
                    .formatted(alert)))
        .containsExactly("alert.raise", "alert.acknowledge", "alert.resolve");
  }

  @Test
  void what_a_person_has_resolved_is_not_raised_again_by_the_same() {
    var it = unhealthy("alerting-2");
    var alert = alertOf(it);

    as(Tokens.siteAdmin("alerting-2"))
        .body(Map.of("reason", "Known"))
        .put(ALERTS + "/" + alert + "/resolve")
        .then()
        .statusCode(200)
        .body("data.resolution", equalTo("Known"));

    var resolved = Instant.now();
    await()
        .atMost(LONG)
        .until(
            () ->
                Tables.count(
                        "select count(*) from installation_health where installation_id = '%s' and evaluated_at > timestamptz '%s'"
                            .formatted(it.id(), resolved.plusSeconds(1)))
                    == 1);
    as(Tokens.siteAdmin("alerting-2"))
        .queryParam("siteId", "alerting-2")
        .get(ALERTS)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].status", equalTo("RESOLVED"));
  }

  @Test
  void a_rule_says_from_when_on_somebody_is_called() {
    var path = "/api/v1/admin/plugin-registry/health/plugins/quiet-plugin/alert-rule";
    as(Tokens.centralIt()).get(path).then().body("data.terms.from", equalTo("UNHEALTHY"));

    var terms = Map.of("from", "NEVER", "silence", false, "forSeconds", 60);
    as(Tokens.centralIt())
        .body(Map.of("terms", terms))
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");

    as(Tokens.centralIt())
        .header("If-Match", "\"0\"")
        .body(Map.of("terms", terms))
        .put(path)
        .then()
        .statusCode(412);
    as(Tokens.siteAdmin("s")).body(Map.of("terms", terms)).put(path).then().statusCode(403);
    as(Tokens.centralIt())
        .body(Map.of("terms", Map.of("from", "UNHEALTHY", "silence", true, "forSeconds", -1)))
        .put(path)
        .then()
        .statusCode(400);
  }

  private static Installed unhealthy(String site) {
    var it = Installed.at(site);
    var now = Instant.now();
    as(Tokens.siteAgent(site))
        .body(Map.of("samples", List.of(bad(it, now), bad(it, now.minusSeconds(1)))))
        .post("/api/v1/sites/" + site + "/health")
        .then()
        .statusCode(200)
        .body("data.accepted", equalTo(2));
    return it;
  }

  private static Map<String, Object> bad(Installed it, Instant at) {
    return Map.of(
        "installationId", it.id().toString(),
        "errorCount", 1000,
        "warningCount", 0,
        "avgExecutionTime", 1,
        "memoryUsage", 1,
        "cpuUsage", 1,
        "recordedAt", at.toString());
  }

  private static UUID alertOf(Installed it) {
    var path =
        await()
            .atMost(LONG)
            .until(
                () -> as(Tokens.siteAdmin(it.siteId())).get(ALERTS).<String>path("data[0].alertId"),
                Objects::nonNull);
    return UUID.fromString(path);
  }

  private static List<JsonNode> said(UUID alert) {
    return TestKafka.said(Topic.HEALTH_ALERTS.topicName(), alert);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}
