package dev.pluginsuite.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** The suite's database with its schemas and roles, on a PostgreSQL that just started. */
final class PostgresRoles {
  private final Secrets secrets;
  private final String host;

  PostgresRoles(Secrets secrets) {
    this(secrets, "127.0.0.1");
  }

  PostgresRoles(Secrets secrets, String host) {
    this.secrets = secrets;
    this.host = host;
  }

  Credentials admin() {
    return new Credentials("postgres", secrets.get("postgres.admin"));
  }

  Credentials login(String service) {
    return new Credentials(Services.known(service), secrets.get("postgres." + service + ".login"));
  }

  Credentials owner(String service) {
    return new Credentials(
        Services.known(service) + "_owner", secrets.get("postgres." + service + ".owner"));
  }

  boolean isReady(int port) {
    try (var connection = connect(port, "postgres")) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  void provision(int port) {
    try {
      createDatabase(port);
      try (var connection = connect(port, "suite");
          var statement = connection.createStatement()) {
        statement.execute(script());
        for (var service : Services.ALL) {
          setPassword(connection, login(service));
          setPassword(connection, owner(service));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused the suite's roles", e);
    }
  }

  private void createDatabase(int port) throws SQLException {
    try (var connection = connect(port, "postgres");
        var statement = connection.createStatement()) {
      var known = statement.executeQuery("select from pg_database where datname = 'suite'");
      if (!known.next()) {
        statement.execute("create database suite");
      }
      statement.execute("revoke all on database postgres, template1 from public");
    }
  }

  /** A utility statement takes no parameters; names and passwords are ours, without quotes. */
  private static void setPassword(Connection connection, Credentials role) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("alter role %s password '%s'".formatted(role.username(), role.password()));
    }
  }

  private Connection connect(int port, String database) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(admin().username());
    source.setPassword(admin().password());
    return source.getConnection();
  }

  private static String script() {
    try (var resource = PostgresRoles.class.getResourceAsStream("roles.sql")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
