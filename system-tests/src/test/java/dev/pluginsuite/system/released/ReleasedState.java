package dev.pluginsuite.system.released;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.infra.Infrastructure;
import dev.pluginsuite.infra.Infrastructure.Part;
import dev.pluginsuite.infra.Postgres;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * The state of a suite of a released version, as an archive: {@code rows} of each service, {@code
 * records} of each topic, and {@code files}, which are packages and keys. What Kafka and Keycloak
 * know of sites is not in it: the sites enrol again.
 */
public final class ReleasedState {
  private static final List<String> FILES = List.of("packages", "keys");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root;
  private final Path archive;

  /**
   * @param root of the project, where the migrations are
   */
  public ReleasedState(Path root, Path archive) {
    this.root = root;
    this.archive = archive;
  }

  /** From a suite at rest: nothing is said any more. */
  public void write(Connection administrator, Properties kafka, Path state)
      throws IOException, SQLException, ExecutionException, InterruptedException {
    Files.createDirectories(archive.getParent());
    Files.deleteIfExists(archive);
    try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      for (var schema : LocalService.shortNames()) {
        var folder = Files.createDirectories(zip.getPath("rows", schema));
        writeRows(new Rows(administrator, schema), folder);
      }
      new Records(kafka).write(Files.createDirectories(zip.getPath("records")));
      for (var name : FILES) {
        copy(state.resolve(name), zip.getPath("files", name));
      }
    }
  }

  private static void writeRows(Rows rows, Path folder) throws SQLException, IOException {
    var dump = rows.schema();
    Files.write(schemaIn(folder), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(dump));
    for (var table : dump.tables().entrySet()) {
      try (var out = Files.newOutputStream(folder.resolve(table.getKey()))) {
        rows.write(table.getKey(), table.getValue(), out);
      }
    }
  }

  /** Whether Kafka comes with it, or was lost. */
  public enum Topics {
    KEPT,
    LOST
  }

  /** Makes it the state of a launcher that was never started. */
  public void unpack(Path state, Topics topics)
      throws IOException, SQLException, ExecutionException, InterruptedException {
    try (var zip = FileSystems.newFileSystem(archive);
        var infrastructure =
            Infrastructure.with(Part.POSTGRES, Part.KAFKA).state(state.resolve("infra")).start()) {
      for (var name : FILES) {
        copy(zip.getPath("files", name), state.resolve(name));
      }
      loadRows(infrastructure.postgres(), zip.getPath("rows"));
      if (topics == Topics.KEPT) {
        var kafka = infrastructure.kafka();
        var client = new Properties();
        client.putAll(kafka.clientConfig(kafka.admin()));
        new Records(client).load(zip.getPath("records"));
      }
    }
  }

  private void loadRows(Postgres postgres, Path rows) throws SQLException, IOException {
    var url = postgres.jdbcUrl();
    try (var administrator =
            DriverManager.getConnection(url, "postgres", postgres.adminPassword());
        var statement = administrator.createStatement()) {
      for (var schema : LocalService.shortNames()) {
        var folder = rows.resolve(schema);
        var dump = schemaDump(folder);
        var password = postgres.owner(schema).password();
        Rows.migrate(root, schema, url, password, dump.version());
        new Rows(administrator, schema).load(dump, folder);
      }
      statement.execute(Files.readString(root.resolve("deploy/runbooks/new-kafka.sql")));
    }
  }

  /** Service to the migrations that had been applied, with their checksums. */
  public Map<String, Map<String, Integer>> migrations() throws IOException {
    var migrations = new TreeMap<String, Map<String, Integer>>();
    try (var zip = FileSystems.newFileSystem(archive)) {
      for (var schema : LocalService.shortNames()) {
        migrations.put(schema, schemaDump(zip.getPath("rows", schema)).migrations());
      }
    }
    return migrations;
  }

  /** The same of a database. */
  public static Map<String, Map<String, Integer>> migrations(Connection administrator)
      throws SQLException {
    var migrations = new TreeMap<String, Map<String, Integer>>();
    for (var schema : LocalService.shortNames()) {
      migrations.put(schema, new Rows(administrator, schema).schema().migrations());
    }
    return migrations;
  }

  /** Where the migrations of a service are. */
  public static List<Path> migrationsOf(Path root, String service) {
    return List.of(
        root.resolve("common-service/src/main/resources/db/plumbing"),
        root.resolve(service + "-service/src/main/resources/db/migration"));
  }

  public SemVer version() {
    return SemVer.of(archive.getFileName().toString().replace(".zip", ""));
  }

  @Override
  public String toString() {
    return version().toString();
  }

  private static SchemaDump schemaDump(Path folder) throws IOException {
    return JSON.readValue(Files.readAllBytes(schemaIn(folder)), SchemaDump.class);
  }

  private static Path schemaIn(Path folder) {
    return folder.resolve("schema.json");
  }

  /** All that is in a folder. */
  public static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
