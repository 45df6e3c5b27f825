package dev.pluginsuite.system.released;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The rows of one service, out of a database and into another one. */
final class Rows {
  private static final String MIGRATIONS =
      "select version, checksum::text from %s.flyway_schema_history where success and version is not null order by installed_rank";
  private static final String TABLES =
      """
      select c.relname, quote_ident(a.attname) from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = '%s'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> 'flyway_schema_history' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum""";
  private static final String PARTITIONS =
      """
      select c.relname, format('partition of %%s %%s', i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))
      from pg_class c join pg_inherits i on i.inhrelid = c.oid
      where c.relnamespace = '%s'::regnamespace and c.relispartition and c.relkind = 'r' order by c.relname""";
  private static final String SEQUENCES =
      "select sequencename, last_value::text from pg_sequences where schemaname = '%s' and last_value is not null order by 1";

  private final Connection administrator;
  private final String schema;

  Rows(Connection administrator, String schema) {
    this.administrator = administrator;
    this.schema = schema;
  }

  SchemaDump schema() throws SQLException {
    var migrations = new LinkedHashMap<String, Integer>();
    pairs(MIGRATIONS, (version, checksum) -> migrations.put(version, Integer.valueOf(checksum)));
    var tables = new LinkedHashMap<String, List<String>>();
    pairs(TABLES, (table, it) -> tables.computeIfAbsent(table, any -> new ArrayList<>()).add(it));
    var partitions = new LinkedHashMap<String, String>();
    pairs(PARTITIONS, partitions::put);
    var sequences = new LinkedHashMap<String, Long>();
    pairs(SEQUENCES, (name, last) -> sequences.put(name, Long.valueOf(last)));
    return new SchemaDump(migrations, tables, partitions, sequences);
  }

  private interface Pair {
    void take(String first, String second);
  }

  private void pairs(String sql, Pair pair) throws SQLException {
    try (var statement = administrator.createStatement();
        var rows = statement.executeQuery(sql.formatted(schema))) {
      while (rows.next()) {
        pair.take(rows.getString(1), rows.getString(2));
      }
    }
  }

  /** In PostgreSQL's text format. */
  void write(String table, List<String> columns, OutputStream out)
      throws SQLException, IOException {
    copier().copyOut("copy (select %s from %s) to stdout".formatted(list(columns), of(table)), out);
  }

  /** Into the schema as it was then: whatever came with its migrations goes first. */
  void load(SchemaDump dump, Path folder) throws SQLException, IOException {
    execute("set session_replication_role = replica");
    makePartitions(dump.partitions());
    execute(
        "truncate " + String.join(", ", dump.tables().keySet().stream().map(this::of).toList()));
    for (var table : dump.tables().entrySet()) {
      try (var in = Files.newInputStream(folder.resolve(table.getKey()))) {
        read(table.getKey(), table.getValue(), in);
      }
    }
    for (var sequence : dump.sequences().entrySet()) {
      execute("select setval('%s', %d)".formatted(of(sequence.getKey()), sequence.getValue()));
    }
    execute("set session_replication_role = origin");
  }

  /** As their owner, who is to drop them one day. */
  private void makePartitions(Map<String, String> partitions) throws SQLException {
    execute("set role " + schema + "_owner");
    for (var partition : partitions.entrySet()) {
      execute(
          "create table if not exists %s %s"
              .formatted(of(partition.getKey()), partition.getValue()));
    }
    execute("reset role");
  }

  private void read(String table, List<String> columns, InputStream in)
      throws SQLException, IOException {
    copier().copyIn("copy %s (%s) from stdin".formatted(of(table), list(columns)), in);
  }

  /** The tables of that version, by its migrations. */
  static void migrate(Path root, String schema, String url, String password, String version) {
    Flyway.configure()
        .dataSource(url, schema + "_owner", password)
        .schemas(schema)
        .createSchemas(false)
        .locations(
            ReleasedState.migrationsOf(root, schema).stream()
                .map(it -> "filesystem:" + it)
                .toArray(String[]::new))
        .placeholders(Map.of("login", schema))
        .target(version)
        .load()
        .migrate();
  }

  private CopyManager copier() throws SQLException {
    return administrator.unwrap(PGConnection.class).getCopyAPI();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = administrator.createStatement()) {
      statement.execute(sql);
    }
  }

  private String of(String table) {
    return "%s.\"%s\"".formatted(schema, table);
  }

  private static String list(List<String> columns) {
    return String.join(", ", columns);
  }
}
