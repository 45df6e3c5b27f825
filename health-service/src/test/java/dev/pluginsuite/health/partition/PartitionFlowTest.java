package dev.pluginsuite.health.partition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.greaterThan;

import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.health.partition.PartitionTable.State;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class PartitionFlowTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration BETWEEN_PASSES = Duration.ofMinutes(5);

  /** The service itself is at work at the samples meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Instant now = Instant.now();
  private final Day gone = Day.of(now.minus(Duration.ofDays(50)));
  private final Kept kept = Kept.at(now, MONTH, WEEK);

  @Test
  void every_day_has_a_place_once_the_service_is_up() throws SQLException {
    try (var owner = owner()) {
      assertThat(new PartitionTable(owner).days())
          .containsKeys(daysOfLastPass().toArray(Day[]::new))
          .doesNotContainValue(State.HALF_DETACHED);
    }
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'place for samples' }.data.hoursAhead", greaterThan(100));
    assertThat(given().get("/q/metrics").asString())
        .contains("health_days_failures_total 0.0")
        .containsPattern("health_days_ahead_seconds [1-9]");
  }

  /** Around midnight the last pass saw another day than the test does. */
  private List<Day> daysOfLastPass() {
    var oldest = kept.first();
    return Kept.at(now.minus(BETWEEN_PASSES), MONTH, WEEK).days().stream()
        .filter(it -> it.compareTo(oldest) >= 0)
        .toList();
  }

  @Test
  void an_old_day_goes_while_a_reader_has_it_in_hand_and_another_reads_on() throws SQLException {
    try (var owner = owner();
        var holder = login();
        var reader = login()) {
      var table = new PartitionTable(owner);
      dayWithSample(table, owner);
      holder.setAutoCommit(false);
      assertThat(samplesOf(holder, gone)).isEqualTo(1);

      setLockTimeout(owner, Duration.ofMillis(500));
      assertThatThrownBy(() -> new PartitionPass(table, kept).run())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("lock timeout");
      setLockTimeout(owner, PATIENCE);

      assertThat(table.days()).containsEntry(gone, State.HALF_DETACHED);
      assertThat(samplesOf(reader, gone)).isZero();
      assertThat(samplesOf(holder, gone)).isLessThanOrEqualTo(1);
      holder.rollback();
      new PartitionPass(table, kept).run();
      assertThat(table.days()).doesNotContainKey(gone);
    }
  }

  @Test
  void what_a_pass_left_apart_is_dropped_or_attached_by_the_next() throws SQLException {
    var ahead = Day.of(now.plus(Duration.ofDays(20)));
    try (var owner = owner()) {
      var table = new PartitionTable(owner);
      table.create(gone);
      table.create(ahead);

      new PartitionPass(table, Kept.at(now, MONTH, Duration.ofDays(20))).run();

      assertThat(table.days()).doesNotContainKey(gone).containsEntry(ahead, State.ATTACHED);
    }
  }

  @Test
  void another_replica_at_work_is_not_disturbed() throws SQLException {
    try (var working = owner();
        var owner = owner()) {
      var table = new PartitionTable(owner);
      table.create(gone);
      new PartitionTable(working).isMine();

      new PartitionPass(table, kept).run();

      assertThat(table.days()).containsKey(gone);
      table.drop(gone);
    }
  }

  @Test
  void the_login_of_the_service_may_not_drop_a_day() throws SQLException {
    try (var login = login()) {
      var table = new PartitionTable(login);

      assertThatThrownBy(() -> table.drop(Day.of(now)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("must be owner");
    }
  }

  private void dayWithSample(PartitionTable table, Connection owner) throws SQLException {
    table.create(gone);
    table.attach(gone);
    try (var insert =
        owner.prepareStatement(
            """
            insert into plugin_health_logs (installation_id, recorded_at, received_at, package_id, generation,
              error_count, warning_count, avg_execution_time, memory_usage, cpu_usage)
            values (?, ?::timestamptz, now(), ?, 1, 0, 0, 1, 1, 1)\
            """)) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, gone.start().toString());
      insert.setObject(3, UUID.randomUUID());
      insert.execute();
    }
  }

  private static int samplesOf(Connection connection, Day day) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from plugin_health_logs where recorded_at >= '%s' and recorded_at < '%s'"
                    .formatted(day.start(), day.end()))) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection owner() throws SQLException {
    var connection = connect("quarkus.flyway.username", "quarkus.flyway.password");
    setLockTimeout(connection, PATIENCE);
    return connection;
  }

  private static void setLockTimeout(Connection connection, Duration timeout) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set lock_timeout = %d".formatted(timeout.toMillis()));
    }
  }

  private static Connection login() throws SQLException {
    return connect("quarkus.datasource.username", "quarkus.datasource.password");
  }

  private static Connection connect(String user, String password) throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue(user, String.class),
        config.getValue(password, String.class));
  }
}
