package dev.pluginsuite.infra;

import static dev.pluginsuite.infra.Infrastructure.Part.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresTest {
  private static final List<String> SERVICES = Services.ALL;
  private static final Postgres SERVER = Shared.INFRASTRUCTURE.postgres();

  @BeforeAll
  static void each_owner_makes_a_table() throws SQLException {
    for (var service : SERVICES) {
      as(SERVER.owner(service), "create table if not exists things (name varchar)");
    }
  }

  static Stream<Arguments> pairs() {
    return SERVICES.stream()
        .flatMap(
            one ->
                SERVICES.stream()
                    .filter(other -> !other.equals(one))
                    .map(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_service_is_refused_in_the_schema_of_another(String service, String other) {
    var login = SERVER.login(service);

    assertRefused(login, "select * from " + other + ".things");
    assertRefused(login, "insert into " + other + ".things values ('x')");
    assertRefused(SERVER.owner(service), "select * from " + other + ".things");
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void a_service_works_with_its_rows_but_not_on_its_schema(String service) throws SQLException {
    var login = SERVER.login(service);

    as(login, "insert into things values ('one'); delete from things");

    assertRefused(login, "create table mine (name varchar)");
    assertRefused(login, "create table public.mine (name varchar)");
    assertRefused(login, "create temporary table mine (name varchar)");
    assertRefused(login, "drop table things");
    assertRefused(login, "create schema mine");
  }

  @Test
  void nobody_else_may_connect() {
    var login = SERVER.login("health");
    var other = SERVER.jdbcUrl().replace("/suite", "/postgres");

    assertThatThrownBy(() -> DriverManager.getConnection(other, login.username(), login.password()))
        .hasMessageContaining("permission denied for database");
    assertThatThrownBy(() -> DriverManager.getConnection(SERVER.jdbcUrl(), "health", "wrong"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void committed_rows_outlive_a_kill() throws SQLException {
    as(SERVER.login("registry"), "insert into things values ('survivor')");

    Shared.INFRASTRUCTURE.kill(POSTGRES);
    Shared.INFRASTRUCTURE.start(POSTGRES);

    try (var connection = connect(SERVER.login("registry"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select from things where name = 'survivor'")) {
      assertThat(rows.next()).isTrue();
    }
  }

  private static void assertRefused(Credentials role, String sql) {
    assertThatThrownBy(() -> as(role, sql))
        .isInstanceOfSatisfying(
            SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
  }

  private static void as(Credentials role, String sql) throws SQLException {
    try (var connection = connect(role);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(Credentials role) throws SQLException {
    return DriverManager.getConnection(SERVER.jdbcUrl(), role.username(), role.password());
  }
}
