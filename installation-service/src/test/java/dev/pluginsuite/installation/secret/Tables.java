package dev.pluginsuite.installation.secret;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The service's schema, as somebody sees it who got hold of a dump. */
final class Tables {
  private static final String NAMES =
      "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'";

  private final DataSource database;

  Tables(DataSource database) {
    this.database = database;
  }

  /** Tables with a row that, as text, has the needle in it. */
  List<String> holding(String needle) throws SQLException {
    try (var connection = database.getConnection()) {
      var found = new ArrayList<String>();
      for (var table : names(connection)) {
        var sql = "select exists (select 1 from \"%s\" t where position(? in t::text) > 0)";
        try (var query = connection.prepareStatement(sql.formatted(table))) {
          query.setString(1, needle);
          var answer = query.executeQuery();
          answer.next();
          if (answer.getBoolean(1)) {
            found.add(table);
          }
        }
      }
      return found;
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(NAMES)) {
      var answer = query.executeQuery();
      var names = new ArrayList<String>();
      while (answer.next()) {
        names.add(answer.getString(1));
      }
      return names;
    }
  }

  String text(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      var answer = query.executeQuery();
      return answer.next() ? answer.getString(1) : "";
    }
  }

  int change(String sql, String... parameters) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
