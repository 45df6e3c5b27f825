package dev.pluginsuite.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentConfigTest {
  @TempDir Path home;

  private AgentConfig config(String text) throws IOException {
    Files.writeString(home.resolve("agent.properties"), text);
    return AgentConfig.in(home);
  }

  @Test
  void what_is_not_said_has_a_default() throws IOException {
    var config = config("");

    assertThat(config.reportInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.healthInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.apiUrl()).isEmpty();
    assertThat(config.rootKey()).isEmpty();
  }

  @Test
  void what_is_needed_and_missing_is_named() throws IOException {
    assertThatThrownBy(config("host.url= ")::hostUrl).hasMessageContaining("lacks host.url");
  }

  @Test
  void a_duration_that_is_none_is_named() throws IOException {
    assertThatThrownBy(config("report.interval=5m")::reportInterval)
        .hasMessageContaining("report.interval must be a duration like PT30S, but is 5m");
  }

  @Test
  void a_token_can_be_in_a_file() throws IOException {
    Files.writeString(home.resolve("token"), "abc\n");

    assertThat(config("enrolment.token.file=token").token()).isEqualTo("abc");
    assertThat(config("enrolment.token=def").token()).isEqualTo("def");
  }
}
