package dev.pluginsuite.common.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** A look at the rows, and what another replica or an administrator may do to them. */
public final class Database implements AutoCloseable {
  private final Connection connection;

  private Database(String user, String password) {
    try {
      connection = DriverManager.getConnection(url(), user, password);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the application itself logs in: another replica. */
  public static Database replica() {
    return new Database("registry", config("quarkus.datasource.password"));
  }

  public static Database administrator() {
    return new Database("postgres", config("suite.test.postgres"));
  }

  /** The second schema, in which the tests run relays of their own. */
  public static Database deployment() {
    return new Database("deployment", config("suite.test.deployment.login"));
  }

  public static Database deploymentOwner() {
    return new Database("deployment_owner", config("suite.test.deployment.owner"));
  }

  public static String url() {
    return config("suite.test.jdbc-url");
  }

  public void begin() {
    execute("begin");
  }

  public void commit() {
    execute("commit");
  }

  public void execute(String sql, Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All rows, each as its columns' text. */
  public List<String> rows(String sql, Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (var rows = statement.executeQuery()) {
        var all = new ArrayList<String>();
        while (rows.next()) {
          all.add(text(rows));
        }
        return all;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String one(String sql, Object... values) {
    return String.join("\n", rows(sql, values));
  }

  private static String text(ResultSet row) throws SQLException {
    var columns = new ArrayList<String>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      columns.add(String.valueOf(row.getString(i)));
    }
    return String.join(" ", columns);
  }

  private static String config(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
