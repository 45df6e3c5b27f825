package dev.pluginsuite.common.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database session whose lock is the lead. */
final class RelaySession {
  /**
   * A leader whose machine vanished says no farewell: the server has to find out by itself, or the
   * lock would stay until the system's defaults give up, two hours later.
   */
  private static final String FORGET_THE_DEAD =
      "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000";

  private RelaySession() {}

  static Connection open(OutboxRelay.Settings settings) throws SQLException {
    var properties = new Properties();
    properties.put("user", settings.username());
    properties.put("password", settings.password());
    properties.put("ApplicationName", settings.service() + "-relay");
    properties.put("options", FORGET_THE_DEAD);
    properties.put("tcpKeepAlive", "true");
    properties.put("connectTimeout", "5");
    properties.put("socketTimeout", "30");
    return DriverManager.getConnection(settings.jdbcUrl(), properties);
  }
}
