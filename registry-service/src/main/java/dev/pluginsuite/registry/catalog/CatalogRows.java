package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.registry.catalog.CatalogView.Newest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes views of rows. */
@ApplicationScoped
class CatalogRows {
  /** Columns of {@code catalog_entries} that both kinds of view show. */
  static final String SHOWN =
      """
      package_id, registry_id, plugin_id, plugin_version, status, name, description, author, license, license_type, risk, \
      hooks, permissions, mes_range, released_at""";

  static final String RATED = "rated_1, rated_2, rated_3, rated_4, rated_5";

  private final RatingConfig ratings;

  CatalogRows(RatingConfig ratings) {
    this.ratings = ratings;
  }

  CatalogView plugin(Row row) {
    var newest =
        new Newest(
            row.getUUID("package_id"),
            row.getString("plugin_version"),
            status(row),
            risk(row),
            row.getString("license"),
            licenseType(row),
            texts(row, "hooks"),
            texts(row, "permissions"),
            row.getString("mes_range"),
            publishedAt(row));
    return new CatalogView(
        row.getString("registry_id"),
        row.getString("plugin_id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("author"),
        newest,
        row.getLong("versions"),
        rating(row),
        row.getLong("downloads"),
        row.getLong("installs"),
        String.valueOf(row.getValue("sort_key")));
  }

  CatalogVersionView version(Row row) {
    return new CatalogVersionView(
        row.getUUID("package_id"),
        row.getString("registry_id"),
        row.getString("plugin_id"),
        row.getString("plugin_version"),
        row.getString("name"),
        row.getString("description"),
        status(row),
        risk(row),
        row.getString("license"),
        licenseType(row),
        dependencies(row),
        texts(row, "hooks"),
        texts(row, "permissions"),
        row.getString("mes_range"),
        publishedAt(row),
        row.getString("replaced_by"),
        rating(row),
        row.getLong("downloads"),
        row.getLong("installs"),
        row.getString("version_key"));
  }

  private RatingSummary rating(Row row) {
    var byStars = IntStream.rangeClosed(1, 5).mapToObj(it -> row.getLong("rated_" + it)).toList();
    return RatingSummary.of(byStars, ratings);
  }

  private static PackageStatus status(Row row) {
    return PackageStatus.valueOf(row.getString("status"));
  }

  private static @Nullable RiskLevel risk(Row row) {
    var risk = row.getString("risk");
    return risk == null ? null : RiskLevel.valueOf(risk);
  }

  private static LicenseType licenseType(Row row) {
    return LicenseType.valueOf(row.getString("license_type"));
  }

  private static List<String> texts(Row row, String column) {
    return List.of(row.getArrayOfStrings(column));
  }

  private static Instant publishedAt(Row row) {
    return row.getOffsetDateTime("released_at").toInstant();
  }

  private static Map<String, Object> dependencies(Row row) {
    return row.getValue("dependencies") instanceof JsonObject it ? it.getMap() : Map.of();
  }
}
