package dev.pluginsuite.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** What is in the service's tables, seen with its own login. */
final class Tables {
  private Tables() {}

  /** All rows of a query, each as text. */
  static List<String> rows(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static long count(String sql) {
    return Long.parseLong(rows(sql).get(0));
  }

  static void run(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection connect() throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.datasource.username", String.class),
        config.getValue("quarkus.datasource.password", String.class));
  }
}
