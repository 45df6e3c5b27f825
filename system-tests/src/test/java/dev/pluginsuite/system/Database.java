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
   * them. Rollups follow the samples by a pass.
   */
  private static final Set<String> BOOKKEEPING =
      Set.of("flyway_schema_history", "consumed_offset", "health_touched", "health_rollups");

  /** What the time alone changes: an installation that says nothing is judged anew all the same. */
  private static final Map<String, List<String>> MOVED_BY_TIME =
      Map.of(
          "installation_health",
          List.of(
              "status",
              "since",
              "unwell_since",
              "reasons",
              "figures",
              "revision",
              "told",
              "evaluated_at",
              "due_at",
              "rank"),
          "known_health",
          List.of("status", "revision"),
          "plugin_installations",
          List.of(
              "health_revision",
              "health_status",
              "health_since",
              "error_count",
              "warning_count",
              "last_error"));

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

  /**
   * Table to a digest of all its rows (of its partitions', too), without those that only tell how
   * far work has come, and without what the time alone changes.
   */
  Map<String, String> snapshot() throws SQLException {
    var tables =
        rows(
            "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition order by 1");
    var snapshot = new TreeMap<String, String>();
    for (var table : tables) {
      var quoted = "\"" + table + "\"";
      var digest =
          "select count(*) || ' ' || coalesce(md5(string_agg(it, ',' order by it)), '') from (select (to_jsonb(t) - string_to_array(?, ','))::text as it from "
              + quoted
              + " t) rows";
      if (!BOOKKEEPING.contains(table)) {
        var moved = String.join(",", MOVED_BY_TIME.getOrDefault(table, List.of()));
        snapshot.put(service + "." + table, rows(digest, moved).get(0));
      }
    }
    return snapshot;
  }
}
