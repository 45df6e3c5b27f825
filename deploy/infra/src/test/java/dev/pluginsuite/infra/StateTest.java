package dev.pluginsuite.infra;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static dev.pluginsuite.infra.Infrastructure.Part.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.event.Topic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between two starts, and what a crash of the launcher leaves behind. */
class StateTest {
  private static final String SITES = Topic.SITES.topicName();

  @TempDir Path state;

  @Test
  void the_next_start_finds_everything_even_after_a_crash() throws Exception {
    try (var first = Infrastructure.with(POSTGRES, KAFKA).state(state).start()) {
      write(first);
    }
    var orphans = CrashingLauncher.crash(state);

    try (var next = Infrastructure.with(POSTGRES, KAFKA).state(state).start()) {
      assertThat(orphans).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      assertWritten(next);
    }
  }

  @Test
  void one_state_has_one_user_and_its_secrets_one_reader() throws Exception {
    try (var first = Infrastructure.with(POSTGRES).state(state).start()) {
      assertThatThrownBy(() -> Infrastructure.with(POSTGRES).state(state).start())
          .hasMessageContaining("already running");
      assertThat(first.postgres().adminPassword()).hasSize(40);
    }
    assertThat(Files.getPosixFilePermissions(state.resolve("secrets.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Infrastructure.with(POSTGRES).ports(port, 0, 0).start())
          .hasMessageContaining("PostgreSQL cannot have port " + port);
    }
  }

  private static void write(Infrastructure infrastructure) throws Exception {
    var postgres = infrastructure.postgres();
    var owner = postgres.owner("registry");
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), owner.username(), owner.password());
        var statement = connection.createStatement()) {
      statement.execute("create table things as select 'kept' as name");
    }
    installation(infrastructure).say(SITES, "site-1", "kept");
  }

  private static void assertWritten(Infrastructure infrastructure) throws Exception {
    var postgres = infrastructure.postgres();
    var login = postgres.login("registry");
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), login.username(), login.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select from things where name = 'kept'")) {
      assertThat(rows.next()).isTrue();
    }
    var kafka = infrastructure.kafka();
    var reader = new KafkaClients(kafka.clientConfig(kafka.admin()));
    assertThat(reader.hear(SITES, "anybody", 1)).contains("kept");
  }

  private static KafkaClients installation(Infrastructure infrastructure) {
    var kafka = infrastructure.kafka();
    return new KafkaClients(kafka.clientConfig(kafka.service("installation")));
  }
}
