package dev.pluginsuite.agent;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent between a real Kafka, real HTTP and real files. */
class SiteAgentTest {
  private final FakeGroup group = new FakeGroup();
  private final FakeMes mes = new FakeMes("app", "lib");
  @TempDir Path home;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(home.resolve("token"), "one-time\n");
    Files.writeString(
        home.resolve("agent.properties"),
        """
        api.url=%s
        site.id=%s
        enrolment.token.file=token
        host.url=%s
        report.interval=PT1S
        health.interval=PT0.5S
        compare.interval=PT0.5S
        retry.pause=PT0.05S
        """
            .formatted(group.apiUrl(), group.siteId, mes.url()));
  }

  @AfterEach
  void close() {
    mes.close();
    group.close();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(1));
  }

  private SiteReport reported(long generation) {
    return eventually().until(() -> group.reportOf(generation), it -> it.isPresent()).orElseThrow();
  }

  @Test
  void it_enrols_installs_activates_reports_and_measures() throws Exception {
    group.want(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0"));

    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      var report = reported(1);

      assertThat(report.plugins()).hasSize(2);
      assertThat(report.plugins()).allMatch(it -> it.state() == Action.ACTIVE);
      assertThat(mes.running()).containsExactly("app 1.0.0", "lib 1.0.0");
      var health = "POST /api/v1/sites/" + group.siteId + "/health";
      eventually().until(() -> !group.server.to(health).isEmpty());
    }
    assertThat(Files.readString(home.resolve("state.json"))).doesNotContain("a client secret");
  }

  @Test
  void what_it_does_because_of_a_document_carries_the_trace_of_its_record() throws Exception {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var reports = "POST /api/v1/sites/" + group.siteId + "/reports";
    group.wantBecauseOf(trace, 1, active("app", "1.0.0"));

    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      reported(1);

      assertThat(group.server.to("GET /api/v1/content/app").get(0).trace()).isEqualTo(trace);
      assertThat(group.server.to(reports).get(0).trace()).isEqualTo(trace);
      // What is only said again is because of nothing.
      eventually()
          .until(() -> group.server.to(reports).stream().anyMatch(it -> it.trace() == null));
      assertThat(group.server.to("POST /token").get(0).trace()).isNull();
    }
  }

  @Test
  void it_follows_changes_and_reverts_what_does_not_work() throws Exception {
    mes.refused.add("app 2.0.0");
    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      group.want(1, active("app", "1.0.0"));
      reported(1);

      group.want(2, active("app", "2.0.0"));

      var failure = Objects.requireNonNull(reported(2).failure());
      assertThat(failure.operation()).isEqualTo("activate");
      assertThat(failure.error()).contains("main.js does not load");
      eventually().untilAsserted(() -> assertThat(mes.running()).containsExactly("app 1.0.0"));
      group.want(3);
      assertThat(reported(3).plugins()).isEmpty();
      assertThat(mes.running()).isEmpty();
    }
  }

  @Test
  void it_brings_back_what_a_restarted_host_forgot() throws Exception {
    group.want(1, active("app", "1.0.0"));
    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      reported(1);

      mes.restart();

      eventually().untilAsserted(() -> assertThat(mes.running()).containsExactly("app 1.0.0"));
    }
  }

  @Test
  void after_a_restart_it_does_what_was_said_meanwhile_and_enrols_no_more() throws Exception {
    group.want(1, active("app", "1.0.0"));
    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      reported(1);
    }
    group.want(2, active("app", "2.0.0"));
    group.want(3, active("app", "3.0.0"), active("lib", "1.0.0"));
    assertThat(home.resolve("token")).doesNotExist();

    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      reported(3);
    }
    assertThat(mes.running()).containsExactly("app 3.0.0", "lib 1.0.0");
    assertThat(group.server.to("POST /api/v1/sites/enrolment")).hasSize(1);
  }

  @Test
  void a_new_token_enrols_again_and_a_bad_one_does_no_harm() throws Exception {
    SiteAgent.start(home).close();
    Files.writeString(home.resolve("token"), "another");

    SiteAgent.start(home).close();

    var enrolments = group.server.to("POST /api/v1/sites/enrolment");
    assertThat(enrolments).hasSize(2);
    assertThat(enrolments.get(1).body()).contains("another");
    group.server.on("POST /api/v1/sites/enrolment", FakeServer.Reply.status(401));
    Files.writeString(home.resolve("token"), "used");
    SiteAgent.start(home).close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_token_that_cannot_be_deleted_does_not_cost_the_new_credentials() throws Exception {
    SiteAgent.start(home).close();
    group.grant("another");
    group.server.forget("POST /token");
    var properties = home.resolve("agent.properties");
    var everlasting = "enrolment.token.file=/proc/sys/kernel/ostype";
    Files.writeString(
        properties,
        Files.readString(properties).replace("enrolment.token.file=token", everlasting));
    group.want(1);

    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      reported(1);
    }

    assertThat(group.server.to("POST /token"))
        .isNotEmpty()
        .allMatch(it -> it.body().endsWith("client_secret=another"));
  }

  @Test
  void what_somebody_else_put_there_is_found_and_taken_over() throws Exception {
    var app = active("app", "1.0.0");
    var file = Files.createDirectories(home.resolve("plugins")).resolve("by-hand.mpk");
    Files.write(file, Documents.content("app", "1.0.0"));
    group.want(1);
    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      var found = new SiteReport.Found("app", "1.0.0", app.packageRef().checksum(), "by-hand.mpk");
      assertThat(reported(1).found()).containsExactly(found);

      group.want(2, app); // as when it is adopted

      assertThat(reported(2).plugins()).hasSize(1).allMatch(it -> it.state() == Action.ACTIVE);
      assertThat(reported(2).found()).isEmpty();
      assertThat(mes.running()).containsExactly("app 1.0.0");
      assertThat(group.downloadsOf("app")).isZero();
      group.want(3);
      assertThat(reported(3).found()).containsExactly(found);
    }
    assertThat(file).hasBinaryContent(Documents.content("app", "1.0.0"));
  }

  @Test
  void a_home_has_one_agent() throws Exception {
    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      assertThatThrownBy(() -> SiteAgent.start(home))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Another agent");
    }
    SiteAgent.start(home).close();
  }

  @Test
  void a_killed_process_goes_on_where_it_was() throws Exception {
    mes.takes(Duration.ofMillis(150));
    var version = 0;
    for (var alive = 200; alive < 2_000; alive += 450) {
      version++;
      group.want(version, active("app", version + ".0.0", "lib"), active("lib", version + ".0.0"));
      var process = spawn();
      eventually().until(() -> log().contains("works for"));
      TimeUnit.MILLISECONDS.sleep(alive);
      process.destroyForcibly().waitFor();
    }

    var process = spawn();
    // The report may be one that was sent before the last kill.
    eventually().until(() -> log().contains("works for"));
    var report = reported(version);
    process.destroy();

    assertThat(report.failure()).isNull();
    assertThat(mes.running())
        .containsExactly("app %d.0.0".formatted(version), "lib %d.0.0".formatted(version));
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(log()).contains("Stopped").doesNotContain("a client secret");
  }

  private Process spawn() throws IOException {
    Files.deleteIfExists(home.resolve("agent.log"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                path,
                SiteAgent.class.getName(),
                home.toString()))
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("agent.log").toFile())
        .start();
  }

  private String log() throws IOException {
    return Files.readString(home.resolve("agent.log"));
  }
}
