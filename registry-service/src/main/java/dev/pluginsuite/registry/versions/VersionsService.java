package dev.pluginsuite.registry.versions;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.listing.KeysCursor;
import dev.pluginsuite.registry.listing.Statement;
import dev.pluginsuite.registry.stars.StarColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Tells the versions of a plugin. */
@ApplicationScoped
public class VersionsService {
  private final Pool pool;
  private final StarColumns stars;

  VersionsService(Pool pool, StarColumns stars) {
    this.pool = pool;
    this.stars = stars;
  }

  public Uni<ListAnswer<CatalogVersionView>> list(VersionsQuery query, PageRequest page) {
    return page(query, page)
        .invoke(found -> requireAny(query, page, found))
        .map(found -> found.answer(it -> it, it -> cursor(query, it)));
  }

  private Uni<Page<CatalogVersionView>> page(VersionsQuery query, PageRequest page) {
    var statement = new Statement();
    var sql = query.sql(statement, page);
    return pool.preparedQuery(sql)
        .execute(statement.parameters())
        .map(found -> StreamSupport.stream(found.spliterator(), false).map(this::view).toList())
        .map(rows -> Page.of(rows, page.limit));
  }

  private static void requireAny(
      VersionsQuery query, PageRequest page, Page<CatalogVersionView> found) {
    if (page.cursor == null && found.rows().isEmpty()) {
      throw CommonProblem.NOT_FOUND.because(
          "There is no such version of %s that you may see.".formatted(query.pluginId()));
    }
  }

  private static String cursor(VersionsQuery query, CatalogVersionView last) {
    return KeysCursor.of(query, last.versionKey(), last.packageId().toString());
  }

  private CatalogVersionView view(Row row) {
    return new CatalogVersionView(
        row.getUUID("package_id"),
        row.getString("registry_id"),
        row.getString("plugin_id"),
        row.getString("plugin_version"),
        row.getString("name"),
        row.getString("description"),
        PackageColumns.status(row),
        PackageColumns.risk(row),
        row.getString("license"),
        PackageColumns.licenseType(row),
        dependencies(row),
        PackageColumns.texts(row, "hooks"),
        PackageColumns.texts(row, "permissions"),
        row.getString("mes_range"),
        PackageColumns.publishedAt(row),
        row.getString("replaced_by"),
        stars.summary(row),
        row.getLong("downloads"),
        row.getLong("installs"),
        row.getString("version_key"));
  }

  private static Map<String, Object> dependencies(Row row) {
    return row.getValue("dependencies") instanceof JsonObject it ? it.getMap() : Map.of();
  }
}
