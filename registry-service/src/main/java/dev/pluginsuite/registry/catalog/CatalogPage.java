package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.registry.listing.KeysCursor;
import dev.pluginsuite.registry.listing.Statement;
import dev.pluginsuite.registry.stars.RatingConfig;
import dev.pluginsuite.registry.stars.StarColumns;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import dev.pluginsuite.registry.versions.PackageColumns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of a page: chosen by narrow rows, and then read for those of the page alone. */
final class CatalogPage {
  private final Statement statement = new Statement();
  private final CatalogQuery query;
  private final RatingConfig rating;
  private final CatalogScope scope;

  CatalogPage(CatalogQuery query, RatingConfig rating, @Nullable List<String> mesRanges) {
    this.query = query;
    this.rating = rating;
    this.scope = new CatalogScope(statement, query, mesRanges);
  }

  Statement statement() {
    return statement;
  }

  /** One row more than the page has. */
  String sql(PageRequest page) {
    return """
    select %1$s, %2$s, c.installs, shown.sort_key,
      (select count(*) from catalog_places v where v.shown_in = shown.shown_in
        and v.plugin_id = shown.plugin_id and v.registry_id = shown.registry_id and v.status = any(%3$s)) as versions,
      (select coalesce(sum(k.downloads), 0)::bigint from plugin_packages q join package_counters k on k.package_id = q.id
        where q.plugin_id = shown.plugin_id and q.registry_id = shown.registry_id) as downloads
    from (%4$s) as shown
    join catalog_entries e on e.package_id = shown.package_id
    join catalog_counters c on c.registry_id = shown.registry_id and c.plugin_id = shown.plugin_id
    order by %5$s"""
        .formatted(
            PackageColumns.NAMES,
            StarColumns.NAMES,
            scope.bind(CatalogVisibility.names(query.visibility().released())),
            chosen(page),
            order("shown"));
  }

  private String chosen(PageRequest page) {
    var conditions = new ArrayList<>(scope.wanted().values());
    conditions.add(scope.always());
    conditions.add(scope.shown());
    conditions.add(scope.newestOnce());
    return """
    select * from (
      select p.package_id, p.registry_id, p.plugin_id, p.shown_in, %s as sort_key from %s where %s) as found
    %s order by %s limit %d"""
        .formatted(
            key(),
            scope.tables(query.sort().isCounted()),
            String.join(" and ", conditions),
            after(page),
            order("found"),
            page.limit + 1);
  }

  private String key() {
    var key = query.sort().key();
    return switch (query.sort()) {
      case RELEVANCE -> key.formatted(scope.look());
      case RATING ->
          key.formatted(
              scope.bind(rating.weight() * rating.expected()),
              scope.bind((double) rating.weight()));
      case INSTALLS, NEWEST, NAME -> key;
    };
  }

  private String order(String rows) {
    return "%1$s.sort_key %2$s, %1$s.plugin_id, %1$s.registry_id"
        .formatted(rows, query.sort().isDescending() ? "desc" : "asc");
  }

  private String after(PageRequest page) {
    var keys = KeysCursor.keys(page, query, 3);
    if (keys == null) {
      return "";
    }
    var descending = query.sort().isDescending();
    var key = scope.bind(descending ? KeysCursor.number(keys.get(0)) : keys.get(0));
    return """
    where sort_key %s %s or (sort_key = %2$s and (plugin_id, registry_id) > (%s, %s))"""
        .formatted(descending ? "<" : ">", key, scope.bind(keys.get(1)), scope.bind(keys.get(2)));
  }
}
