package dev.pluginsuite.infra;

/** A running PostgreSQL with the suite's database, schemas and roles. */
public interface Postgres {
  int port();

  /** Host, port and database. */
  default String address() {
    return "127.0.0.1:" + port() + "/suite";
  }

  default String jdbcUrl() {
    return "jdbc:" + reactiveUrl();
  }

  default String reactiveUrl() {
    return "postgresql://" + address();
  }

  /** Of the superuser {@code postgres}. */
  String adminPassword();

  /** The role a service works with: it may use the rows of its own schema, nothing else. */
  Credentials login(String service);

  /** The role that runs the service's migrations. */
  Credentials owner(String service);
}
