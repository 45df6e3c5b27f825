package dev.pluginsuite.health.partition;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The days of {@code plugin_health_logs} in the database. Each statement here is its own
 * transaction and takes no lock that reading or writing samples waits for: a day is made apart and
 * then attached, and it is detached concurrently before it is dropped.
 */
final class PartitionTable {
  enum State {
    ATTACHED,
    /** A detaching that was cut off: only finishing it is possible. */
    HALF_DETACHED,
    APART
  }

  /** Any number, the same in every replica. */
  private static final long LOCK = 7_360_155_120_112_604L;

  private static final String DAYS =
      """
      select c.relname, i.inhparent is not null, coalesce(i.inhdetachpending, false)
      from pg_class c
      left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = 'plugin_health_logs'::regclass
      where c.relnamespace = (select relnamespace from pg_class where oid = 'plugin_health_logs'::regclass)
        and c.relkind = 'r' and c.relname ~ '^plugin_health_logs_[0-9]{8}$'""";

  private final Connection connection;

  PartitionTable(Connection connection) {
    this.connection = connection;
  }

  /** False while another replica works at it. Held until the connection is closed. */
  boolean isMine() throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(LOCK))) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  SortedMap<Day, State> days() throws SQLException {
    var days = new TreeMap<Day, State>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(DAYS)) {
      while (rows.next()) {
        days.put(Day.named(rows.getString(1)), state(rows));
      }
    }
    return days;
  }

  private static State state(ResultSet row) throws SQLException {
    if (!row.getBoolean(2)) {
      return State.APART;
    }
    return row.getBoolean(3) ? State.HALF_DETACHED : State.ATTACHED;
  }

  void create(Day day) throws SQLException {
    run("create table %s (like %s including all)".formatted(day.table(), Day.PARENT));
  }

  void attach(Day day) throws SQLException {
    run(
        "alter table %s attach partition %s for values from ('%s') to ('%s')"
            .formatted(Day.PARENT, day.table(), day.start(), day.end()));
  }

  void detach(Day day) throws SQLException {
    run("alter table %s detach partition %s concurrently".formatted(Day.PARENT, day.table()));
  }

  void finishDetaching(Day day) throws SQLException {
    run("alter table %s detach partition %s finalize".formatted(Day.PARENT, day.table()));
  }

  void drop(Day day) throws SQLException {
    run("drop table " + day.table());
  }

  /** A day's name comes from a date, and a date holds nothing that SQL could mistake. */
  private void run(String ddl) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(ddl);
    }
  }
}
