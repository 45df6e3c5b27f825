package dev.pluginsuite.common.outbox;

import dev.pluginsuite.common.trace.TraceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The relay's statements, on its own connection. */
final class OutboxTable {
  /** So that a batch fits in a small heap, whatever the rows are like; one row always does. */
  private static final int BATCH_BYTES = 4_000_000;

  private static final String NEXT =
      """
      select seq, event_id, topic, key, type, payload, created_at, traceparent, tracestate
      from (
        select *, sum(octet_length(payload)) over (order by seq) - octet_length(payload) as bytes_before
        from (
          select * from outbox_event o
          where parked_at is null
            and not exists (select 1 from unnest(?::varchar[], ?::varchar[]) as b(topic, key) where b.topic = o.topic and b.key = o.key)
          order by seq limit ?
        ) as first
      ) as sized
      where bytes_before < ?
      order by seq""";
  private static final String LAG =
      """
      select coalesce(extract(epoch from now() - min(created_at) filter (where parked_at is null)), 0),
             count(*) filter (where parked_at is null), count(*) filter (where parked_at is not null)
      from outbox_event""";

  private static final String LEAD = "hashtextextended('outbox-relay.' || current_schema(), 0)";

  private final Connection connection;

  OutboxTable(Connection connection) {
    this.connection = connection;
  }

  /** One relay per schema: the lock is the session's and goes with it. */
  boolean lead() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_try_advisory_lock(" + LEAD + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Whoever stands by need not find out by itself. */
  void resign() throws SQLException {
    execute("select pg_advisory_unlock(" + LEAD + "), pg_notify('relay_' || current_schema(), '')");
  }

  /** Hears of each commit that has something to send. */
  void listen() throws SQLException {
    listen("outbox_");
  }

  /** Hears of a leader that has resigned. */
  void standBy() throws SQLException {
    listen("relay_");
  }

  private void listen(String channel) throws SQLException {
    execute("listen \"" + channel + connection.getSchema() + "\"");
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<Row> next(Collection<Lane> blocked, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setArray(
          1, connection.createArrayOf("varchar", blocked.stream().map(Lane::topic).toArray()));
      statement.setArray(
          2, connection.createArrayOf("varchar", blocked.stream().map(Lane::key).toArray()));
      statement.setInt(3, limit);
      statement.setInt(4, BATCH_BYTES);
      try (var rows = statement.executeQuery()) {
        var next = new ArrayList<Row>();
        while (rows.next()) {
          next.add(row(rows));
        }
        return next;
      }
    }
  }

  /** By id, never "up to": identity values are handed out before they are committed. */
  void delete(List<Row> sent) throws SQLException {
    try (var statement =
        connection.prepareStatement("delete from outbox_event where seq = any(?)")) {
      statement.setArray(
          1, connection.createArrayOf("bigint", sent.stream().map(Row::seq).toArray()));
      statement.executeUpdate();
    }
  }

  void park(Row row, String because) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update outbox_event set parked_at = now(), parked_because = ? where seq = ?")) {
      statement.setString(1, because.length() > 1000 ? because.substring(0, 1000) : because);
      statement.setLong(2, row.seq());
      statement.executeUpdate();
    }
  }

  void observe(RelayMetrics metrics) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(LAG)) {
      row.next();
      metrics.observe(row.getDouble(1), row.getDouble(2), row.getDouble(3));
    }
  }

  private static Row row(ResultSet it) throws SQLException {
    return new Row(
        it.getLong(1),
        it.getObject(2, UUID.class),
        it.getString(3),
        it.getString(4),
        it.getString(5),
        it.getString(6),
        it.getObject(7, Timestamp.class).toInstant(),
        new TraceContext(it.getString(8), it.getString(9)));
  }

  /** What has to stay in order: the records of one key on one topic. */
  record Lane(String topic, String key) {}

  record Row(
      long seq,
      UUID eventId,
      String topic,
      String key,
      String type,
      String payload,
      Instant createdAt,
      TraceContext trace) {
    Lane lane() {
      return new Lane(topic, key);
    }
  }
}
