package dev.pluginsuite.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.api.registry.PackageStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Packages put where the service keeps them: what a submission and a review would leave. */
public final class Catalogued {
  private static final JsonMapper JSON = new JsonMapper();

  /** Kept, because logging in takes longer than what is done then. */
  private static final ThreadLocal<Connection> CONNECTION =
      ThreadLocal.withInitial(Catalogued::connect);

  private static final String INSERT =
      """
      insert into plugin_packages (id, registry_id, plugin_id, plugin_version, status, validation, submission_id, manifest,
        package_url, checksum, size, declared, risk, license_type, uploaded_by, uploader, uploaded_at, findings, revision, version)
      values (?, ?, ?, ?, ?, 'PASSED', gen_random_uuid(), ?, 'url', repeat('a', 64), 1, '{"permissions": [], "dependencies": {}}',
        ?, ?, 'dev@example.com', 'sub-dev', clock_timestamp(), '{"errors": [], "warnings": [], "securityFindings": []}', 1, 0)""";

  private final String registryId;
  private final String pluginId;
  private final String version;
  private final Map<String, Object> manifest = new LinkedHashMap<>();
  private PackageStatus status = PackageStatus.APPROVED;
  private String risk = "LOW";
  private String licenseType = "FREE";

  private Catalogued(String registryId, String pluginId, String version) {
    this.registryId = registryId;
    this.pluginId = pluginId;
    this.version = version;
    manifest.put("id", pluginId);
    manifest.put("name", pluginId);
  }

  public static Catalogued in(String registryId, String pluginId, String version) {
    return new Catalogued(registryId, pluginId, version);
  }

  public Catalogued saying(String field, Object value) {
    manifest.put(field, value);
    return this;
  }

  public Catalogued being(PackageStatus wanted) {
    status = wanted;
    return this;
  }

  public Catalogued risking(String wanted) {
    risk = wanted;
    return this;
  }

  public Catalogued licensed(String wanted) {
    licenseType = wanted;
    return this;
  }

  public UUID put() {
    return put(CONNECTION.get());
  }

  /** In a transaction that others do not see the end of until it is committed. */
  public Connection begin() throws SQLException {
    var connection = connect();
    connection.setAutoCommit(false);
    put(connection);
    return connection;
  }

  private UUID put(Connection connection) {
    var id = UUID.randomUUID();
    change(
        connection,
        INSERT,
        id,
        registryId,
        pluginId,
        version,
        status.name(),
        text(manifest),
        risk,
        licenseType);
    return id;
  }

  public static void registry(String id) {
    change(
        """
        insert into plugin_registries (id, type, name, is_active, created_at, revision, version)
        values (?, 'ENTERPRISE', 'Test', true, now(), 1, 0) on conflict do nothing""",
        id);
  }

  public static void become(UUID packageId, PackageStatus status) {
    change("update plugin_packages set status = ? where id = ?", status.name(), packageId);
  }

  public static int change(String sql, Object... parameters) {
    return change(CONNECTION.get(), sql, parameters);
  }

  private static int change(Connection connection, String sql, Object... parameters) {
    try (var statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of all rows, as text. */
  public static List<String> rows(String sql, Object... parameters) {
    try (var statement = prepared(CONNECTION.get(), sql, parameters);
        var found = statement.executeQuery()) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static Connection connect() {
    var config = ConfigProvider.getConfig();
    try {
      return DriverManager.getConnection(
          config.getValue("quarkus.datasource.jdbc.url", String.class),
          config.getValue("quarkus.datasource.username", String.class),
          config.getValue("quarkus.datasource.password", String.class));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
