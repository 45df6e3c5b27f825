package dev.pluginsuite.common.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Moves recorded events to Kafka, in the order of their keys. Leads while its own database session
 * holds the schema's advisory lock; any failure gives up the session, and with it the lead. Rows go
 * only after Kafka has committed them: at least once.
 */
final class OutboxRelay implements Runnable, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  /** How soon a stop is noticed. */
  private static final Duration SLICE = Duration.ofMillis(200);

  private final Settings settings;
  private final RelayMetrics metrics;
  private final Thread thread = new Thread(this, "outbox-relay");
  private final CountDownLatch stopping = new CountDownLatch(1);
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
    while (isWanted()) {
      try (var connection = RelaySession.open(settings)) {
        var table = new OutboxTable(connection);
        var notifications = connection.unwrap(PGConnection.class);
        table.standBy();
        while (isWanted() && !table.lead()) {
          metrics.standBy();
          awaitNews(notifications);
        }
        if (isWanted()) {
          leadWith(notifications, table);
          table.resign();
        }
      } catch (Throwable e) { // an Error too: with the thread, every event would silently stay
        if (isWanted()) {
          metrics.failed();
          LOG.warnf("The relay gave up its lead and tries again: %s", e);
          pause(Backoff.after(++failures));
        }
      }
    }
    metrics.standBy();
  }

  private void leadWith(PGConnection notifications, OutboxTable table) throws SQLException {
    table.listen();
    // Before anything is asked of Kafka: how much waits is of interest above all while it is away.
    table.observe(metrics);
    try (var producer = new RelayProducer(settings.kafka(), settings.service())) {
      metrics.lead();
      LOG.infof("Leading the relay of %s", settings.service());
      move(notifications, table, new BatchMover(table, producer, metrics, settings.batch()));
    } finally {
      metrics.giveUpLead();
    }
  }

  private void move(PGConnection notifications, OutboxTable table, BatchMover mover)
      throws SQLException {
    var observed = Instant.now();
    while (isWanted()) {
      var moved = mover.move();
      if (!moved || observed.plus(settings.poll()).isBefore(Instant.now())) {
        table.observe(metrics);
        observed = Instant.now();
      }
      if (!moved) {
        awaitNews(notifications);
      }
      failures = 0;
    }
  }

  /** In slices, so that a stop need not wait for the poll. */
  private void awaitNews(PGConnection notifications) throws SQLException {
    var until = Instant.now().plus(settings.poll());
    var heard = false;
    while (!heard && isWanted() && Instant.now().isBefore(until)) {
      var slice = Math.min(SLICE.toMillis(), settings.poll().toMillis());
      var news = notifications.getNotifications((int) slice);
      heard = news != null && news.length > 0;
    }
  }

  private boolean isWanted() {
    return stopping.getCount() > 0;
  }

  private void pause(Duration time) {
    try {
      stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.debug("Only close() ends the relay.", e);
    }
  }

  /** Finishes the batch in hand, then lets go; what hangs is interrupted. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(Backoff.LONGEST.toMillis());
      thread.interrupt();
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
}
