package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.common.paging.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which versions of a plugin are wanted, newest first. */
record VersionsQuery(String pluginId, @Nullable String registryId, CatalogVisibility shown) {

  /** One row more than the page has. */
  String sql(Statement statement, PageRequest page) {
    var conditions =
        "plugin_id = %s and status = any(%s)"
            .formatted(statement.bind(pluginId), statement.bind(shown.names()));
    if (registryId != null) {
      conditions += " and registry_id = " + statement.bind(registryId);
    }
    var keys = CatalogCursor.keys(page, this, 2);
    if (keys != null) {
      conditions +=
          " and (version_key, package_id) < (%s, %s)"
              .formatted(statement.bind(keys.get(0)), statement.bind(packageId(keys.get(1))));
    }
    return """
    select %1$s, version_key, %2$s, (select p.replaced_by::varchar from plugin_packages p where p.id = shown.package_id) as replaced_by,
      (select p.declared -> 'dependencies' from plugin_packages p where p.id = shown.package_id) as dependencies,
      (select coalesce(sum(k.downloads), 0)::bigint from package_counters k where k.package_id = shown.package_id) as downloads,
      (select count(*) from known_installations i where i.package_id = shown.package_id and i.live) as installs
    from (
      select * from catalog_entries where %3$s order by version_key desc, package_id desc limit %4$d) as shown
    cross join lateral (
      select count(*) filter (where rating = 1) as rated_1, count(*) filter (where rating = 2) as rated_2,
        count(*) filter (where rating = 3) as rated_3, count(*) filter (where rating = 4) as rated_4,
        count(*) filter (where rating = 5) as rated_5
      from plugin_reviews r where r.package_id = shown.package_id and r.status = 'APPROVED') as rated
    order by version_key desc, package_id desc"""
        .formatted(CatalogRows.SHOWN, CatalogRows.RATED, conditions, page.limit + 1);
  }

  private static UUID packageId(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw CatalogCursor.invalid();
    }
  }
}
