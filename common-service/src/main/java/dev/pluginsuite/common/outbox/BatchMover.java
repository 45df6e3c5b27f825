package dev.pluginsuite.common.outbox;

import dev.pluginsuite.common.outbox.OutboxTable.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Moves a leader's rows batch by batch; what cannot be sent is set aside without the rest. */
final class BatchMover {
  private static final Logger LOG = Logger.getLogger(BatchMover.class);

  private final OutboxTable table;
  private final RelayProducer producer;
  private final RelayMetrics metrics;
  private final int batch;
  private final Lanes lanes = new Lanes();

  BatchMover(OutboxTable table, RelayProducer producer, RelayMetrics metrics, int batch) {
    this.table = table;
    this.producer = producer;
    this.metrics = metrics;
    this.batch = batch;
  }

  /** Whether there was anything to move. */
  boolean move() throws SQLException {
    var rows = table.next(lanes.waiting(), batch);
    move(withTopic(rows));
    return !rows.isEmpty();
  }

  /** Sending to a topic that is not there would hold up everybody else for seconds. */
  private List<Row> withTopic(List<Row> rows) throws SQLException {
    var unready = producer.unready(rows.stream().map(Row::topic).collect(Collectors.toSet()));
    if (unready.isEmpty()) {
      return rows;
    }
    for (var row : rows) {
      var reason = unready.get(row.topic());
      if (reason != null && !lanes.holds(row.lane())) {
        setAside(row, reason);
      }
    }
    return rows.stream().filter(it -> !unready.containsKey(it.topic())).toList();
  }

  /** Kafka does not always tell which record spoils a transaction: halves of it find out. */
  private void move(List<Row> all) throws SQLException {
    var rows = lanes.free(all);
    if (rows.isEmpty()) {
      return;
    }
    try {
      producer.send(rows);
    } catch (Unsendable e) {
      if (rows.size() == 1) {
        setAside(rows.get(0), e.reason);
      } else {
        var half = rows.size() / 2;
        move(rows.subList(0, half));
        move(rows.subList(half, rows.size()));
      }
      return;
    }
    table.delete(rows);
    lanes.sent(rows);
    metrics.sent(rows.size());
  }

  /** A failing lane waits alone; what can never be sent is parked and its lane goes on. */
  private void setAside(Row row, KafkaException reason) throws SQLException {
    metrics.failed();
    if (Unsendable.isForEver(reason)) {
      LOG.errorf("Parked event %s for %s: %s", row.eventId(), row.topic(), reason.getMessage());
      table.park(row, String.valueOf(reason.getMessage()));
    } else {
      LOG.warnf("%s waits until %s: %s", row.lane(), lanes.hold(row.lane()), reason.getMessage());
    }
  }
}
