package dev.pluginsuite.agent.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.enrolment.Enrolment.Applicant;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Refused;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import dev.pluginsuite.api.rest.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  private static final String PATH = "POST /api/v1/sites/enrolment";
  private static final EnrolmentGrant GRANT =
      new EnrolmentGrant(
          "site-1",
          "http://gateway/api/v1",
          Map.of("bootstrap.servers", "kafka:9092"),
          "site.site-1.desired-state",
          "http://idp/token",
          "site-1",
          "a client secret",
          "a root key");

  private final FakeServer server = new FakeServer();
  @TempDir Path home;

  @AfterEach
  void close() {
    server.close();
  }

  private Enrolment enrolment() {
    return enrolment(Duration.ofMinutes(1));
  }

  private Enrolment enrolment(Duration patience) {
    return new Enrolment(new Http(), new AtomicFile(home, "credentials.json"), patience);
  }

  private Applicant applicant() {
    return new Applicant(server.url() + "/api/v1", "site-1", "one-time");
  }

  @Test
  void a_token_is_traded_for_credentials_that_only_the_owner_can_read() throws Exception {
    server.on(PATH, Reply.bytes(Json.write(Answer.of(GRANT))));

    var grant = enrolment().apply(applicant());

    assertThat(grant).isEqualTo(GRANT);
    assertThat(enrolment().kept()).contains(GRANT);
    var request = server.to(PATH).get(0);
    assertThat(request.body()).isEqualTo("{\"siteId\":\"site-1\",\"token\":\"one-time\"}");
    assertThat(request.token()).isNull();
    assertThat(Files.getPosixFilePermissions(home.resolve("credentials.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void nobody_is_waited_for_beyond_the_patience() {
    server.on(PATH, Reply.status(503));

    assertThatThrownBy(() -> enrolment(Duration.ZERO).apply(applicant()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_refused_token_ends_it() throws Exception {
    server.on(PATH, Reply.json(401, "{\"detail\":\"The token was used.\"}"));

    assertThatThrownBy(() -> enrolment().apply(applicant()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("The token was used.");

    assertThat(enrolment().kept()).isEmpty();
  }

  @Test
  void it_waits_while_the_group_is_away() throws Exception {
    server.on(
        PATH,
        () ->
            server.to(PATH).size() < 2
                ? Reply.status(503)
                : Reply.bytes(Json.write(Answer.of(GRANT))));

    assertThat(enrolment().apply(applicant())).isEqualTo(GRANT);
  }

  @Test
  void it_asks_again_if_the_answer_breaks_off() throws Exception {
    var answer = Json.write(Answer.of(GRANT));
    server.on(PATH, () -> server.to(PATH).size() < 2 ? Reply.cutOff(answer) : Reply.bytes(answer));

    assertThat(enrolment().apply(applicant())).isEqualTo(GRANT);
  }

  @Test
  void half_a_grant_is_none() throws Exception {
    server.on(PATH, Reply.json("{\"data\":{\"siteId\":\"site-1\"}}"));

    assertThatThrownBy(() -> enrolment().apply(applicant()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not complete");

    assertThat(enrolment().kept()).isEmpty();
  }

  @Test
  void a_token_is_not_shown() {
    assertThat(applicant().toString()).doesNotContain("one-time");
  }
}
