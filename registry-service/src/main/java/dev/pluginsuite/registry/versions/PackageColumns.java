package dev.pluginsuite.registry.versions;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogue's rows say of a package. */
public final class PackageColumns {
  /** Of {@code catalog_entries as e}. */
  public static final String NAMES =
      """
      e.package_id, e.registry_id, e.plugin_id, e.plugin_version, e.status, e.name, e.description, e.author, e.license, \
      e.license_type, e.risk, e.hooks, e.permissions, e.mes_range, e.released_at""";

  private PackageColumns() {}

  public static PackageStatus status(Row row) {
    return PackageStatus.valueOf(row.getString("status"));
  }

  public static @Nullable RiskLevel risk(Row row) {
    var risk = row.getString("risk");
    return risk == null ? null : RiskLevel.valueOf(risk);
  }

  public static LicenseType licenseType(Row row) {
    return LicenseType.valueOf(row.getString("license_type"));
  }

  public static List<String> texts(Row row, String column) {
    return List.of(row.getArrayOfStrings(column));
  }

  public static Instant publishedAt(Row row) {
    return row.getOffsetDateTime("released_at").toInstant();
  }
}
