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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @Test
  void somebody_is_called_for_silence() {
    var it = Installed.at("alerting-silent");
    awaitJudged(it);

    known(it, "1 hour");

    var alert = alertOf(it);
    await().atMost(LONG).until(() -> !said(alert).isEmpty());
    assertThat(said(alert).get(0).at("/state/reasons/0/code").asText()).isEqualTo("silent");
  }

  @Test
  void nobody_is_called_for_silence_where_the_rule_says_so() {
    rule("silent-plugin", Map.of("from", "UNHEALTHY", "silence", false, "forSeconds", 0));
    var it = Installed.of("silent-plugin", "alerting-left-alone");
    awaitJudged(it);

    known(it, "1 hour");

    await().atMost(LONG).until(() -> reasonOf(it).equals("silent"));
    alertOf(unhealthy(Installed.at("alerting-after-silence")));
    assertThat(alertsOf(it)).isZero();
  }

  @Test
  void it_has_to_be_so_for_as_long_as_the_rule_says() {
    rule("patient-plugin", Map.of("from", "UNHEALTHY", "silence", true, "forSeconds", 3600));
    var it = unhealthy(Installed.of("patient-plugin", "alerting-patient"));
    await().atMost(LONG).until(() -> reasonOf(it).equals("errors"));
    // Whoever is called for this one has looked at the other too.
    alertOf(unhealthy(Installed.at("alerting-at-once")));
    assertThat(alertsOf(it)).isZero();

    Tables.run(
        "update installation_health set since = since - interval '2 hours' where installation_id = '%s'"
            .formatted(it.id()));

    assertThat(alertOf(it)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"HEALTH_STATUS", "HEALTH_ALERTS"})
  void what_was_said_is_said_again_as_it_was(Topic topic) {
    var it = unhealthy("alerting-again-" + topic.topicName().replace('.', '-'));
    var alert = alertOf(it);
    var key = topic == Topic.HEALTH_ALERTS ? alert : it.id();
    await().atMost(LONG).until(() -> !TestKafka.said(topic.topicName(), key).isEmpty());
    var before = TestKafka.said(topic.topicName(), key);

    assertThat(republish(topic)).contains(key.toString());

    await().atMost(LONG).until(() -> TestKafka.said(topic.topicName(), key).size() > before.size());
    var after = TestKafka.said(topic.topicName(), key);
    var last = before.get(before.size() - 1);
    assertThat(after.get(before.size()).path("state")).isEqualTo(last.path("state"));
    assertThat(after.get(before.size()).path("revision")).isEqualTo(last.path("revision"));
  }

  /** All pages. */
  private static List<String> republish(Topic topic) {
    var keys = new ArrayList<String>();
    String cursor = null;
    do {
      var request =
          as(Tokens.centralIt()).queryParam("topic", topic.topicName()).queryParam("limit", 200);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      var page = request.post("/api/v1/admin/health/republish");
      page.then().statusCode(200);
      keys.addAll(page.<List<String>>path("data.key"));
      cursor = page.path("pagination.cursor");
    } while (cursor != null);
    return keys;
  }

  private static void rule(String pluginId, Map<String, Object> terms) {
    as(Tokens.centralIt())
        .body(Map.of("terms", terms))
        .put("/api/v1/admin/plugin-registry/health/plugins/" + pluginId + "/alert-rule")
        .then()
        .statusCode(200);
  }

  private static void awaitJudged(Installed it) {
    await()
        .atMost(LONG)
        .until(
            () ->
                Tables.count(
                        "select count(*) from installation_health where installation_id = '%s' and evaluated_at is not null"
                            .formatted(it.id()))
                    == 1);
  }

  /** Since then, so that silence is long enough. */
  private static void known(Installed it, String ago) {
    Tables.run(
        "update installation_health set known_since = known_since - interval '%s' where installation_id = '%s'"
            .formatted(ago, it.id()));
  }

  private static String reasonOf(Installed it) {
    return Tables.rows(
            "select coalesce((select reasons -> 0 ->> 'code' from installation_health where installation_id = '%s'), '')"
                .formatted(it.id()))
        .get(0);
  }

  private static long alertsOf(Installed it) {
    return Tables.count(
        "select count(*) from health_alerts where installation_id = '%s'".formatted(it.id()));
  }

  private static Installed unhealthy(String site) {
    return unhealthy(Installed.at(site));
  }

  private static Installed unhealthy(Installed it) {
    var site = it.siteId();
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
