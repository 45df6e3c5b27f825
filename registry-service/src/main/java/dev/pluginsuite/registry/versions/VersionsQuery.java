package dev.pluginsuite.registry.versions;

import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.registry.listing.KeysCursor;
import dev.pluginsuite.registry.listing.Statement;
import dev.pluginsuite.registry.stars.StarColumns;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose versions are wanted.
 *
 * @param registryId that shows them: their own, or one that mirrors it; null for all of their own
 * @param shown with which status
 */
public record VersionsQuery(String pluginId, @Nullable String registryId, CatalogVisibility shown) {

  String sql(Statement statement, PageRequest page) {
    var conditions =
        "p.plugin_id = %s and p.status = any(%s) and %s"
            .formatted(statement.bind(pluginId), statement.bind(shown.names()), place(statement));
    var keys = KeysCursor.keys(page, this, 2);
    if (keys != null) {
      conditions +=
          " and (p.version_key, p.package_id) < (%s, %s)"
              .formatted(statement.bind(keys.get(0)), statement.bind(packageId(keys.get(1))));
    }
    return """
    select %1$s, e.version_key, %2$s, (select q.replaced_by::varchar from plugin_packages q where q.id = e.package_id) as replaced_by,
      (select q.declared -> 'dependencies' from plugin_packages q where q.id = e.package_id) as dependencies,
      (select coalesce(sum(k.downloads), 0)::bigint from package_counters k where k.package_id = e.package_id) as downloads,
      (select count(*) from known_installations i where i.package_id = e.package_id and i.live) as installs
    from (
      select p.package_id from catalog_places p where %3$s order by p.version_key desc, p.package_id desc limit %4$d) as shown
    join catalog_entries e using (package_id)
    cross join lateral (
      select count(*) filter (where rating = 1) as rated_1, count(*) filter (where rating = 2) as rated_2,
        count(*) filter (where rating = 3) as rated_3, count(*) filter (where rating = 4) as rated_4,
        count(*) filter (where rating = 5) as rated_5
      from plugin_reviews r where r.package_id = e.package_id and r.status = 'APPROVED') as rated
    order by e.version_key desc, e.package_id desc"""
        .formatted(PackageColumns.NAMES, StarColumns.NAMES, conditions, page.limit + 1);
  }

  private String place(Statement statement) {
    return registryId == null ? "not p.mirrored" : "p.shown_in = " + statement.bind(registryId);
  }

  private static UUID packageId(String key) {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw KeysCursor.invalid();
    }
  }
}
