package dev.pluginsuite.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Holds a service at one exact point of its work, from outside, with locks of the database, so that
 * it can be killed there.
 */
final class Disturbance implements AutoCloseable {
  /** Where the service stands when it is killed. */
  enum Moment {
    /** A change is committed, its event is not sent: the relay cannot get its lead. */
    BEFORE_RELAY,
    /**
     * A record is consumed and has had its effect, which is not committed: the progress cannot be
     * written.
     */
    BEFORE_COMMIT
  }

  private static final String LEAD = "hashtextextended('outbox-relay.' || current_schema(), 0)";
  private static final String END_RELAY =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = current_schema() || '-relay'";
  private static final String WAITING =
      "select 1 from pg_locks where not granted and relation = 'consumed_offset'::regclass";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Connection connection;
  private final Database database;
  private final Moment moment;

  Disturbance(Database database, Moment moment) throws SQLException {
    this.database = database;
    this.moment = moment;
    this.connection = database.connect();
    if (moment == Moment.BEFORE_RELAY) {
      Awaitility.await().atMost(PATIENCE).until(this::hasTakenTheLead);
    } else {
      connection.setAutoCommit(false);
      execute("lock table consumed_offset in exclusive mode");
    }
  }

  private boolean hasTakenTheLead() throws SQLException {
    execute(END_RELAY);
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_try_advisory_lock(" + LEAD + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Waits until the service has come to that point. */
  void awaitReached() {
    var sign = moment == Moment.BEFORE_RELAY ? "select 1 from outbox_event" : WAITING;
    Awaitility.await().atMost(PATIENCE).until(() -> !database.rows(sign).isEmpty());
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
