package dev.pluginsuite.registry.rollouts;

import static dev.pluginsuite.registry.Subscribing.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Receiver;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Central IT is told when a deployment starts, goes wrong and ends. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class RolloutNoticeFlowTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<String> TYPES =
      List.of(
          "deployment.awaiting-approval",
          "deployment.started",
          "deployment.breached",
          "deployment.ended");

  @Test
  void central_it_is_told_each_thing_once_and_in_order() {
    try (var receiver = new Receiver()) {
      var it = webhook(Tokens.centralIt(), receiver, Map.of("types", TYPES));
      var id = UUID.randomUUID();

      say(id, 1, DeploymentStatus.PENDING_APPROVAL, null);
      say(id, 3, DeploymentStatus.IN_PROGRESS, null);
      say(id, 4, DeploymentStatus.IN_PROGRESS, null);
      say(id, 4, DeploymentStatus.IN_PROGRESS, null);
      say(id, 5, DeploymentStatus.PAUSED, "breached");
      say(id, 2, DeploymentStatus.SCHEDULED, null);
      say(id, 6, DeploymentStatus.CANCELLED, "cancelled");

      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(told(receiver, id)).containsExactlyElementsOf(TYPES));
      assertThat(receiver.calls()).allMatch(call -> call.isSignedWith(it.secret()));
      assertThat(receiver.calls().get(0).event().at("/data/createdBy").asText())
          .isEqualTo("it@example.com");
    }
  }

  /** Told at least once: what was told again is left out. */
  private static List<String> told(Receiver receiver, UUID deployment) {
    return receiver.calls().stream()
        .map(Receiver.Call::event)
        .filter(it -> it.get("subject").asText().equals(deployment.toString()))
        .map(it -> it.get("type").asText())
        .distinct()
        .toList();
  }

  private static void say(
      UUID deployment, long revision, DeploymentStatus status, @Nullable String reason) {
    TestKafka.say(
        Topic.DEPLOYMENTS.topicName(),
        deployment,
        revision,
        Rollouts.state(deployment, status, reason, null));
  }
}
