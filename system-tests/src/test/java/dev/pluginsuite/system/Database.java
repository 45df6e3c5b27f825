package dev.pluginsuite.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A service's schema, seen with the service's own login. */
final class Database {
  /**
   * Of the migrations, and where consumers stand: an answer said again to whoever asks again moves
   * them.
   */
  private static final Set<String> BOOKKEEPING = Set.of("flyway_schema_history", "consumed_offset");

  private final String service;
  private final Suite suite;

  Database(Suite suite, String service) {
    this.suite = suite;
    this.service = service;
  }

  Connection connect() throws SQLException {
    var configuration = suite.configuration(service + "-service");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + configuration.getProperty("suite.database"),
        configuration.getProperty("quarkus.datasource.username"),
        configuration.getProperty("quarkus.datasource.password"));
  }

  /** Each row as one text. */
  List<String> rows(String sql, Object... parameters) throws SQLException {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<String>();
        while (result.next()) {
          var row = new StringBuilder();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.append(column == 1 ? "" : " ").append(result.getString(column));
          }
          rows.add(row.toString());
        }
        return rows;
      }
    }
  }

  /** Table to a digest of all its rows, without those that only tell how far work has come. */
  Map<String, String> snapshot() throws SQLException {
    var tables =
        rows(
            "select table_name from information_schema.tables where table_schema = current_schema() order by 1");
    var snapshot = new TreeMap<String, String>();
    for (var table : tables) {
      var quoted = "\"" + table + "\"";
      var digest =
          "select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from "
              + quoted
              + " t";
      if (!BOOKKEEPING.contains(table)) {
        snapshot.put(service + "." + table, rows(digest).get(0));
      }
    }
    return snapshot;
  }
}
