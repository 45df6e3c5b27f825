package dev.pluginsuite.registry.licences;

import static dev.pluginsuite.registry.Subscribing.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What became of licences reaches central IT and the sites that they are for. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class LicenceNoticeFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final List<String> TYPES =
      List.of(
          "licence.issued",
          "licence.expiring",
          "licence.expired",
          "licence.grace-ended",
          "licence.revoked");
  private static final Instant EXPIRY = Instant.parse("2026-12-24T12:00:00Z");

  private final UUID licence = UUID.randomUUID();

  private void say(long revision, LicenceStatus status, @Nullable Integer warnedDays) {
    var state =
        new LicenceState(
            licence,
            "enterprise",
            "licensed-one",
            null,
            LicenseType.SITE,
            List.of("site-1"),
            null,
            10,
            EXPIRY,
            EXPIRY.plus(Duration.ofDays(14)),
            status,
            warnedDays,
            null);
    TestKafka.say(Topic.LICENCES.topicName(), licence, revision, state);
  }

  @Test
  void each_step_is_told_once_to_those_whom_it_concerns() {
    try (var centralIt = new Receiver();
        var concerned = new Receiver();
        var other = new Receiver()) {
      var wish = Map.of("types", TYPES, "pluginIds", List.of("licensed-one"));
      var it = webhook(Tokens.centralIt(), centralIt, wish);
      webhook(Tokens.siteAdmin("site-1"), concerned, wish);
      var elsewhere = webhook(Tokens.siteAdmin("site-2"), other, wish);

      say(1, LicenceStatus.ACTIVE, null);
      say(2, LicenceStatus.EXPIRING, 30);
      say(2, LicenceStatus.EXPIRING, 30);
      say(1, LicenceStatus.ACTIVE, null);
      say(3, LicenceStatus.EXPIRING, 7);
      say(4, LicenceStatus.EXPIRED, null);
      say(5, LicenceStatus.ENDED, null);
      say(6, LicenceStatus.ACTIVE, null);
      say(7, LicenceStatus.REVOKED, null);

      var told =
          List.of(
              "licence.issued",
              "licence.expiring",
              "licence.expiring",
              "licence.expired",
              "licence.grace-ended",
              "licence.revoked");
      await().atMost(LONG).untilAsserted(() -> assertThat(types(centralIt)).isEqualTo(told));
      await().atMost(LONG).untilAsserted(() -> assertThat(types(concerned)).isEqualTo(told));
      assertThat(elsewhere.deliveries()).isEmpty();
      var warning = centralIt.calls().get(2);
      assertThat(warning.isSignedWith(it.secret())).isTrue();
      assertThat(warning.event().get("subject").asText()).isEqualTo(licence.toString());
      assertThat(warning.event().at("/data/warnedDays").asInt()).isEqualTo(7);
      assertThat(warning.event().at("/data/expiresAt").asText()).isEqualTo(EXPIRY.toString());
    }
  }

  private static List<String> types(Receiver receiver) {
    return receiver.calls().stream().map(it -> it.event().get("type").asText()).toList();
  }
}
