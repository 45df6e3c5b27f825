package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The choreography can be seen, and what is seen is what the code does. */
class EventTableTest {
  private static final Path ROOT = Path.of(System.getProperty("suite.root", ".."));
  private static final String HEAD =
      "| topic | key | kind | says it | hear it |\n|---|---|---|---|---|\n";
  private static final String SITES =
      "| `site.<siteId>.desired-state` | siteId | state | installation | that site's agent |\n";

  @Test
  void the_architecture_page_shows_the_topics_as_they_are() throws IOException {
    var page = Files.readString(ROOT.resolve("docs/architecture.md"));

    var shown =
        page.substring(
            page.indexOf("<!-- events:begin -->") + 22, page.indexOf("<!-- events:end -->"));

    assertThat(shown)
        .isEqualTo(
            HEAD
                + Arrays.stream(Topic.values())
                    .map(EventTableTest::row)
                    .collect(Collectors.joining())
                + SITES);
  }

  @ParameterizedTest
  @EnumSource
  void a_service_listens_to_exactly_what_the_table_says(LocalService each) {
    var service = each.shortName();
    var channels = channels(service);

    var heard =
        Arrays.stream(Topic.values()).filter(it -> it.consumers().contains(service)).toList();

    assertThat(channels.topics())
        .containsExactlyInAnyOrderElementsOf(heard.stream().map(Topic::topicName).toList());
    assertThat(channels.deadLetters())
        .containsExactlyInAnyOrderElementsOf(
            heard.stream().map(Topic::deadLetterTopicName).toList());
  }

  private static String row(Topic it) {
    var hear = it.consumers().isEmpty() ? "operators" : String.join(", ", it.consumers());
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            it.topicName(),
            it.key(),
            it.kind().name().toLowerCase(Locale.ROOT),
            it.producer(),
            hear);
  }

  private static Channels channels(String service) {
    var properties = new Properties();
    try (var in =
        Files.newInputStream(
            ROOT.resolve(service + "-service/src/main/resources/application.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Channels(
        values(properties, "mp\\.messaging\\.incoming\\.[^.]+\\.topic").toList(),
        values(properties, "mp\\.messaging\\.incoming\\.[^.]+\\.dead-letter-queue\\.topic")
            .toList());
  }

  private static Stream<String> values(Properties properties, String key) {
    return properties.stringPropertyNames().stream()
        .filter(it -> it.matches(key))
        .map(properties::getProperty);
  }

  private record Channels(List<String> topics, List<String> deadLetters) {}
}
