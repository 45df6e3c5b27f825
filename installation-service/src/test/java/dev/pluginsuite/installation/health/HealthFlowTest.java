package dev.pluginsuite.installation.health;

import static dev.pluginsuite.installation.testing.Rest.activeSite;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What health-service says is shown with the installation. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class HealthFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private String site = "";

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @BeforeEach
  void site() {
    site = activeSite();
  }

  @Test
  void the_newest_word_on_what_runs_is_shown() {
    var plugin = "healthy-" + UUID.randomUUID().toString().substring(0, 8);
    var packageId = Registry.approve(Draft.of(plugin, "1.0.0"));
    var answer = install(site, packageId, Map.of()).statusCode(202).extract();
    var id = UUID.fromString(answer.path("data.id"));
    long generation = answer.<Integer>path("data.generation");
    installation(site, id.toString()).body("data.health", nullValue());
    var tag = installation(site, id.toString()).extract().header("ETag");

    say(id, 2, generation, HealthStatus.DEGRADED, 7);
    say(id, 1, generation, HealthStatus.HEALTHY, 1);
    // Of what was there before the newest change.
    say(id, 3, generation - 1, HealthStatus.UNHEALTHY, 99);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                installation(site, id.toString())
                    .body("data.health", equalTo("DEGRADED"))
                    .body("data.healthSince", equalTo(NOON.toString()))
                    .body("data.errorCount", equalTo(7))
                    .body("data.warningCount", equalTo(3))
                    .body("data.lastError", equalTo("latency is 6000.0, its limit 5000.0")));

    say(id, 4, generation, HealthStatus.HEALTHY, 0);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                installation(site, id.toString())
                    .body("data.health", equalTo("HEALTHY"))
                    .body("data.errorCount", equalTo(0))
                    .body("data.lastError", equalTo("latency is 6000.0, its limit 5000.0"))
                    .header("ETag", equalTo(tag)));
  }

  private void say(UUID id, long revision, long generation, HealthStatus status, long errors) {
    var reasons =
        status == HealthStatus.HEALTHY
            ? List.<Reason>of()
            : List.of(new Reason("latency", status, 6000.0, 5000.0));
    var state =
        new HealthState(
            id,
            site,
            "plugin",
            UUID.randomUUID(),
            "1.0.0",
            generation,
            status,
            NOON,
            reasons,
            errors,
            3,
            5,
            NOON,
            NOON);
    TestKafka.say(Topic.HEALTH_STATUS.topicName(), id, revision, state);
  }
}
