package dev.pluginsuite.common.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the service under test has recorded in its outbox. It answers before its relay has sent what
 * belongs to the answer: who asks a topic right then asks too early now and then.
 */
final class Recorded {
  private static final String NEWEST =
      "select coalesce(max(seq), 0) from outbox_event where parked_at is null";
  private static final String UNSENT =
      "select count(*) from outbox_event where parked_at is null and seq <= ";

  private static @Nullable Connection open;

  private Recorded() {}

  /** Waits until all that is recorded now was sent or parked. */
  static void awaitSent() {
    var newest = number(NEWEST);
    await().atMost(Duration.ofSeconds(30)).until(() -> number(UNSENT + newest) == 0);
  }

  /** Tests end sessions of the service, and this is one of them. */
  private static synchronized long number(String sql) {
    try {
      return number(connection(), sql);
    } catch (SQLException ended) {
      open = null;
    }
    try {
      return number(connection(), sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Connection connection() throws SQLException {
    var url = config("jdbc.url");
    var known = open;
    if (known != null && known.getMetaData().getURL().equals(url)) {
      return known;
    }
    var made = DriverManager.getConnection(url, config("username"), config("password"));
    open = made;
    return made;
  }

  private static String config(String key) {
    return ConfigProvider.getConfig().getValue("quarkus.datasource." + key, String.class);
  }
}
