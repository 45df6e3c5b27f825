package dev.pluginsuite.local.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHomeTest {
  @TempDir Path state;

  @Test
  void a_new_home_is_not_enrolled() throws IOException {
    assertThat(home("here").isEnrolled()).isFalse();
  }

  @Test
  void a_home_with_credentials_stays_enrolled() throws IOException {
    enrolled("here");

    assertThat(home("here").isEnrolled()).isTrue();
  }

  @Test
  void credentials_for_other_addresses_are_made_anew() throws IOException {
    var home = enrolled("here");

    var moved = home("there");
    assertThat(moved.isEnrolled()).isFalse();
    moved.prepareEnrolment("token-2");

    assertThat(home.credentials()).doesNotExist();
  }

  @Test
  void the_agent_is_told_what_it_needs() throws IOException {
    home("here").writeConfiguration("http://127.0.0.1:3000/api/v1");

    assertThat(state.resolve("site-1/agent.properties"))
        .content()
        .contains("site.id=site-1")
        .contains("host.url=http\\://127.0.0.1\\:8091")
        .contains("health.interval=PT2S");
  }

  private AgentHome enrolled(String addresses) throws IOException {
    var home = home(addresses);
    home.prepareEnrolment("token-1");
    Files.writeString(home.credentials(), "{}");
    return home;
  }

  private AgentHome home(String addresses) throws IOException {
    return new AgentHome(new DemoSite("site-1", "Plant", 8091, state.resolve("site-1")), addresses);
  }
}
