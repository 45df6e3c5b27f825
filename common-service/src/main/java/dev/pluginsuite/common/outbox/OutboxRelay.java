package dev.pluginsuite.common.outbox;

import dev.pluginsuite.common.outbox.OutboxTable.Lane;
import dev.pluginsuite.common.outbox.RelayProducer.Unsendable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Moves recorded events to Kafka, in the order of their keys. Leads while its own database session
 * holds the schema's advisory lock; any failure gives up the session, and with it the lead. Rows go
 * only after Kafka has committed them: at least once.
 */
final class OutboxRelay implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Settings settings;
  private final RelayMetrics metrics;
  private final Map<Lane, Blocked> blocked = new HashMap<>();
  private final Thread thread = new Thread(this, "outbox-relay");
  private volatile boolean running = true;
  private int failures;

  OutboxRelay(Settings settings, RelayMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    while (running) {
      try (var connection = connect()) {
        var table = new OutboxTable(connection);
        while (running && !table.lead()) {
          pause(settings.poll());
        }
        if (running) {
          leadWith(connection, table);
        }
      } catch (SQLException | RuntimeException e) {
        if (running) {
          metrics.failed();
          LOG.warnf("The relay gave up its lead and tries again: %s", e.getMessage());
          pause(backOff(++failures));
        }
      } finally {
        metrics.leading(false);
      }
    }
  }

  private void leadWith(Connection connection, OutboxTable table) throws SQLException {
    table.listen();
    try (var producer = new RelayProducer(settings.kafka(), settings.service())) {
      metrics.leading(true);
      LOG.infof("Leading the relay of %s", settings.service());
      var notifications = connection.unwrap(PGConnection.class);
      while (running) {
        if (!moveBatch(table, producer)) {
          table.observe(metrics);
          notifications.getNotifications((int) settings.poll().toMillis());
        }
        failures = 0;
      }
    }
  }

  /** Whether there was anything to move. */
  private boolean moveBatch(OutboxTable table, RelayProducer producer) throws SQLException {
    var now = Instant.now();
    var waiting =
        blocked.entrySet().stream()
            .filter(it -> it.getValue().until().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    var rows = table.next(waiting, settings.batch());
    if (rows.isEmpty()) {
      return false;
    }
    try {
      producer.send(rows);
      table.delete(rows);
      rows.forEach(it -> blocked.remove(it.lane()));
      metrics.sent(rows.size());
    } catch (Unsendable e) {
      setAside(table, e);
    }
    return true;
  }

  /** A failing lane waits alone; what can never be sent is parked and its lane goes on. */
  private void setAside(OutboxTable table, Unsendable e) throws SQLException {
    metrics.failed();
    if (isForEver(e.reason)) {
      LOG.errorf("Parked event %s for %s: %s", e.row.eventId(), e.row.topic(), e.getMessage());
      table.park(e.row, String.valueOf(e.getMessage()));
      return;
    }
    var before = blocked.get(e.row.lane());
    var next = new Blocked(before == null ? 1 : before.times() + 1);
    blocked.put(e.row.lane(), next);
    LOG.warnf("%s waits until %s: %s", e.row.lane(), next.until(), e.getMessage());
    if (!(e.reason instanceof KafkaException)) {
      throw e;
    }
  }

  private static boolean isForEver(Throwable cause) {
    return cause instanceof RecordTooLargeException
        || cause instanceof SerializationException
        || cause instanceof InvalidTopicException;
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.put("user", settings.username());
    properties.put("password", settings.password());
    properties.put("ApplicationName", settings.service() + "-relay");
    properties.put("tcpKeepAlive", "true");
    properties.put("connectTimeout", "5");
    return DriverManager.getConnection(settings.jdbcUrl(), properties);
  }

  private static Duration backOff(int times) {
    var millis = 100L << Math.min(times, 7);
    return millis < LONGEST_PAUSE.toMillis() ? Duration.ofMillis(millis) : LONGEST_PAUSE;
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Finishes the batch in hand, then lets go. */
  @Override
  public void close() {
    running = false;
    try {
      thread.join(settings.poll().plus(LONGEST_PAUSE).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  record Settings(
      String service,
      String jdbcUrl,
      String username,
      String password,
      Map<String, Object> kafka,
      int batch,
      Duration poll) {}

  private record Blocked(int times, Instant until) {
    Blocked(int times) {
      this(times, Instant.now().plus(backOff(times)));
    }
  }
}
