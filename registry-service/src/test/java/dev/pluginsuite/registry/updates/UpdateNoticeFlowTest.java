package dev.pluginsuite.registry.updates;

import static dev.pluginsuite.registry.Subscribing.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.api.installation.UpdatesState.Update;
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
import org.junit.jupiter.api.Test;

/** Which newer versions there are reaches central IT and the site that could have them. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class UpdateNoticeFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SITE = "updated-site";

  @Test
  void each_offer_is_told_once_to_those_whom_it_concerns() {
    try (var centralIt = new Receiver();
        var concerned = new Receiver();
        var other = new Receiver()) {
      var wish = Map.of("types", List.of("updates.available"));
      var it = webhook(Tokens.centralIt(), centralIt, wish);
      webhook(Tokens.siteAdmin(SITE), concerned, wish);
      var elsewhere = webhook(Tokens.siteAdmin("another-site"), other, wish);

      say(1, update("one", "1.0.0", "1.1.0"));
      say(1, update("one", "1.0.0", "1.1.0"));
      say(2, update("one", "1.0.0", "1.1.0"), update("two", "2.0.0", "3.0.0"));
      // One is upgraded, the other not offered any more: nothing that was not said before.
      say(3, update("two", "2.0.0", "3.0.0"));
      say(4);
      say(2, update("one", "1.0.0", "1.1.0"), update("two", "2.0.0", "3.0.0"));
      say(5, update("two", "2.0.0", "4.0.0"));

      var offered = List.of("one 1.1.0", "two 3.0.0", "two 4.0.0");
      await().atMost(LONG).untilAsserted(() -> assertThat(news(centralIt)).isEqualTo(offered));
      await().atMost(LONG).untilAsserted(() -> assertThat(news(concerned)).isEqualTo(offered));
      assertThat(elsewhere.deliveries()).isEmpty();
      var second = centralIt.calls().get(1);
      assertThat(second.isSignedWith(it.secret())).isTrue();
      assertThat(second.event().get("subject").asText()).isEqualTo(SITE);
      assertThat(second.event().at("/data/updates")).hasSize(2);
      assertThat(second.event().at("/data/news/0/version").asText()).isEqualTo("2.0.0");
    }
  }

  private static void say(long revision, Update... updates) {
    var state = new UpdatesState(SITE, List.of(updates));
    TestKafka.say(Topic.UPDATES.topicName(), SITE, revision, state);
  }

  private static Update update(String pluginId, String version, String offered) {
    return new Update(pluginId, version, UUID.randomUUID(), offered, 1, List.of());
  }

  private static List<String> news(Receiver receiver) {
    return receiver.calls().stream()
        .map(it -> it.event().at("/data/news/0"))
        .map(it -> it.path("pluginId").asText() + " " + it.path("offeredVersion").asText())
        .toList();
  }
}
