package dev.pluginsuite.common.testing;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * What the service under test has recorded in its outbox. It answers before its relay has sent what
 * belongs to the answer: who asks a topic right then asks too early now and then.
 */
final class Recorded {
  private Recorded() {}

  /** Waits until all that is recorded now was sent or parked. */
  static void awaitSent() {
    var newest = number("select coalesce(max(seq), 0) from outbox_event where parked_at is null");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                number(
                        "select count(*) from outbox_event where parked_at is null and seq <= "
                            + newest)
                    == 0);
  }

  private static long number(String sql) {
    return await()
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsMatching(Recorded::isEnded)
        .until(() -> ask(sql), it -> true);
  }

  /** A test that ends sessions ends those of the pool, too: each is noticed when it is used. */
  private static boolean isEnded(Throwable failure) {
    return failure instanceof SQLException it
        && it.getSQLState() != null
        && (it.getSQLState().equals("57P01") || it.getSQLState().startsWith("08"));
  }

  private static long ask(String sql) throws SQLException {
    try (var connection = CDI.current().select(DataSource.class).get().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
