package dev.pluginsuite.registry.alerts;

import static dev.pluginsuite.registry.Subscribing.webhook;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.AlertState;
import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Receiver;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An alert reaches those whom it concerns, also after they were away. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class AlertNoticeFlowTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String SITE = "alerted-site";
  private static final List<String> TYPES =
      List.of("alert.raised", "alert.acknowledged", "alert.resolved");

  @Test
  void who_was_away_gets_every_notice_signed_and_in_order() {
    try (var away = new Receiver();
        var other = new Receiver()) {
      var it = webhook(Tokens.siteAdmin(SITE), away, Map.of("types", TYPES));
      var elsewhere = webhook(Tokens.siteAdmin("another-site"), other, Map.of("types", TYPES));
      var first = UUID.randomUUID();
      var second = UUID.randomUUID();
      away.goesAway();

      say(first, 1, AlertStatus.RAISED);
      say(second, 1, AlertStatus.RAISED);
      say(first, 2, AlertStatus.ACKNOWLEDGED);
      say(first, 2, AlertStatus.ACKNOWLEDGED);
      say(first, 3, AlertStatus.RESOLVED);
      say(first, 1, AlertStatus.RAISED);
      await().atMost(LONG).until(() -> !it.deliveries().isEmpty());
      away.comesBack();

      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(told(away, first)).containsExactlyElementsOf(TYPES));
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(told(away, second)).containsExactly("alert.raised"));
      assertThat(away.calls()).allMatch(call -> call.isSignedWith(it.secret()));
      var raised = away.calls().get(0).event();
      assertThat(raised.at("/data/siteId").asText()).isEqualTo(SITE);
      assertThat(raised.at("/data/reasons/0/code").asText()).isEqualTo("cpu");
      assertThat(elsewhere.deliveries()).isEmpty();
    }
  }

  @Test
  void a_projection_that_is_rebuilt_tells_only_what_is_new() {
    try (var receiver = new Receiver()) {
      webhook(Tokens.siteAdmin(SITE), receiver, Map.of("types", TYPES));
      var alert = UUID.randomUUID();
      say(alert, 1, AlertStatus.RAISED);
      await().atMost(LONG).until(() -> told(receiver, alert).size() == 1);

      rebuild();
      say(alert, 1, AlertStatus.RAISED);
      rebuild();
      say(alert, 2, AlertStatus.RESOLVED);

      await().atMost(LONG).until(() -> told(receiver, alert).contains("alert.resolved"));
      assertThat(events(receiver, alert)).extracting(it -> it.get("id")).doesNotHaveDuplicates();
      assertThat(events(receiver, alert)).hasSize(2);
    }
  }

  private static void rebuild() {
    given()
        .auth()
        .oauth2(Tokens.centralIt())
        .post("/api/v1/admin/registry/projections/rebuild?topic=" + Topic.HEALTH_ALERTS.topicName())
        .then()
        .statusCode(200);
  }

  /** Told at least once: what was told again is left out. */
  private static List<String> told(Receiver receiver, UUID alert) {
    return events(receiver, alert).stream().map(it -> it.get("type").asText()).distinct().toList();
  }

  private static List<JsonNode> events(Receiver receiver, UUID alert) {
    return receiver.calls().stream()
        .map(Receiver.Call::event)
        .filter(it -> it.get("subject").asText().equals(alert.toString()))
        .toList();
  }

  private static void say(UUID alert, long revision, AlertStatus status) {
    var state =
        new AlertState(
            alert,
            UUID.randomUUID(),
            SITE,
            "risk",
            UUID.randomUUID(),
            "1.0.0",
            status,
            HealthStatus.UNHEALTHY,
            List.of(new Reason("cpu", HealthStatus.DEGRADED, 90.0, 80.0)),
            Instant.now(),
            null,
            null,
            null,
            null,
            null);
    TestKafka.say(Topic.HEALTH_ALERTS.topicName(), alert, revision, state);
  }
}
