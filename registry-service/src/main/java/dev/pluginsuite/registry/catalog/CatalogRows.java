package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.registry.catalog.CatalogView.Newest;
import dev.pluginsuite.registry.stars.StarColumns;
import dev.pluginsuite.registry.versions.PackageColumns;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes views of rows. */
@ApplicationScoped
class CatalogRows {
  private final StarColumns stars;

  CatalogRows(StarColumns stars) {
    this.stars = stars;
  }

  CatalogView plugin(Row row) {
    var newest =
        new Newest(
            row.getUUID("package_id"),
            row.getString("plugin_version"),
            PackageColumns.status(row),
            PackageColumns.risk(row),
            row.getString("license"),
            PackageColumns.licenseType(row),
            PackageColumns.texts(row, "hooks"),
            PackageColumns.texts(row, "permissions"),
            row.getString("mes_range"),
            PackageColumns.publishedAt(row));
    return new CatalogView(
        row.getString("registry_id"),
        row.getString("plugin_id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("author"),
        newest,
        row.getLong("versions"),
        stars.summary(row),
        row.getLong("downloads"),
        row.getLong("installs"),
        String.valueOf(row.getValue("sort_key")));
  }
}
