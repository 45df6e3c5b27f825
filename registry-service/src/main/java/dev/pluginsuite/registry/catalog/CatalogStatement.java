package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.common.paging.PageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the statements of a search together. A condition that nobody asked for is left out, so that
 * PostgreSQL plans for those that are there.
 */
final class CatalogStatement {
  private static final int MOST_VALUES_OF_A_FACET = 50;

  private final Statement statement = new Statement();
  private final CatalogQuery query;
  private final List<String> always = new ArrayList<>();
  private final Map<CatalogFacet, String> wanted = new EnumMap<>(CatalogFacet.class);
  private final String newest;
  private final String entries;

  /**
   * @param mesRanges those that the wanted version of the MES is in; null if any will do
   */
  CatalogStatement(CatalogQuery query, RatingConfig rating, @Nullable List<String> mesRanges) {
    this.query = query;
    this.newest = newest();
    var look = look();
    always.add("status = any(%s)".formatted(bind(query.visibility().names())));
    if (look != null) {
      always.add("search @@ (%s)".formatted(look));
    }
    if (mesRanges != null) {
      always.add("mes_range = any(%s)".formatted(bind(mesRanges)));
    }
    query.wanted().forEach((facet, value) -> wanted.put(facet, facet.condition(bind(value))));
    this.entries = entries(look, rating);
  }

  Statement statement() {
    return statement;
  }

  private String bind(Object value) {
    return statement.bind(value);
  }

  /** Which one version of each plugin and registry is looked at. */
  private String newest() {
    var status = query.status();
    if (status != null) {
      return "newest_in_status and status = " + bind(status.name());
    }
    return query.visibility().seesDeprecated()
        ? "newest_released"
        : "newest_in_status and status = 'APPROVED'";
  }

  private @Nullable String look() {
    return query.words().isEmpty()
        ? null
        : query.words().stream().map(this::look).collect(Collectors.joining(" && "));
  }

  /**
   * The word as it begins, or its stem. One that says nothing ("the") narrows nothing, unless it is
   * the only one: it may be the beginning of another.
   */
  private String look(String word) {
    var beginning = "to_tsquery('simple', %s)".formatted(bind(word + ":*"));
    var stem = "plainto_tsquery('english', %s)".formatted(bind(word));
    var either = "(%s || %s)".formatted(beginning, stem);
    return query.words().size() == 1
        ? either
        : "case numnode(%s) when 0 then ''::tsquery else %s end".formatted(stem, either);
  }

  private String entries(@Nullable String look, RatingConfig rating) {
    return """
    (select e.*, c.installs, c.rated_1, c.rated_2, c.rated_3, c.rated_4, c.rated_5,
      c.rating_sum::float8 / nullif(c.rating_count, 0) as mean,
      (%1$s::float8 + c.rating_sum) / greatest(%2$s::float8 + c.rating_count, 1) as smoothed,
      %3$s as rank
    from catalog_entries e join catalog_counters c using (registry_id, plugin_id)) as entry
    """
        .formatted(
            bind(rating.weight() * rating.expected()),
            bind((double) rating.weight()),
            look == null ? "0" : "ts_rank(e.search, %s)::float8".formatted(look));
  }

  /** One row more than the page has. */
  String page(PageRequest page) {
    var sort = query.sort();
    var order =
        "sort_key %s, plugin_id, registry_id".formatted(sort.isDescending() ? "desc" : "asc");
    var conditions = new ArrayList<>(always);
    conditions.add(newest);
    conditions.addAll(wanted.values());
    return """
    select %1$s, %2$s, installs, sort_key,
      (select count(*) from catalog_entries v
        where v.plugin_id = shown.plugin_id and v.registry_id = shown.registry_id and v.status = any(%3$s)) as versions,
      (select coalesce(sum(k.downloads), 0)::bigint from plugin_packages p join package_counters k on k.package_id = p.id
        where p.plugin_id = shown.plugin_id and p.registry_id = shown.registry_id) as downloads
    from (
      select * from (select *, %4$s as sort_key from %5$s where %6$s) as found
      %7$s order by %8$s limit %9$d) as shown
    order by %8$s"""
        .formatted(
            CatalogRows.SHOWN,
            CatalogRows.RATED,
            bind(CatalogVisibility.names(query.visibility().released())),
            sort.key(),
            entries,
            String.join(" and ", conditions),
            after(page),
            order,
            page.limit + 1);
  }

  private String after(PageRequest page) {
    var keys = CatalogCursor.keys(page, query, 3);
    if (keys == null) {
      return "";
    }
    var descending = query.sort().isDescending();
    var key = bind(descending ? CatalogCursor.number(keys.get(0)) : keys.get(0));
    return """
    where sort_key %s %s or (sort_key = %2$s and (plugin_id, registry_id) > (%s, %s))"""
        .formatted(descending ? "<" : ">", key, bind(keys.get(1)), bind(keys.get(2)));
  }

  /**
   * Counts the values of all facets in one pass: a row counts for a facet if it fails no other
   * facet's filter.
   */
  String facets() {
    var failing =
        Arrays.stream(CatalogFacet.values())
            .map(it -> "%s as fails_%s".formatted(fails(it), it))
            .collect(Collectors.joining(", "));
    var allFailing =
        Arrays.stream(CatalogFacet.values()).map(this::fails).collect(Collectors.joining(" + "));
    var counts =
        Arrays.stream(CatalogFacet.values())
            .map(CatalogStatement::count)
            .collect(Collectors.joining(" union all "));
    return """
    with candidate as materialized (
      select registry_id, risk, license, license_type, hooks, permissions, mean, status, newest_in_status,
        (%1$s) as is_newest, %2$s, %3$s as fails
      from %4$s
      where %5$s and (newest_released or newest_in_status) and %3$s <= 1)
    %6$s union all (
      select 'status', status, count(*) from candidate where newest_in_status and fails = 0 group by status order by 3 desc, 2)"""
        .formatted(newest, failing, allFailing, entries, String.join(" and ", always), counts);
  }

  private String fails(CatalogFacet facet) {
    var condition = wanted.get(facet);
    return condition == null ? "0" : "(case when %s then 0 else 1 end)".formatted(condition);
  }

  private static String count(CatalogFacet facet) {
    return """
    (select '%s' as facet, value::varchar as value, count(*) as entries
      from candidate, lateral %s as it (value) where is_newest and fails = fails_%s and value is not null
      group by value order by 3 desc, 2 limit %d)
    """
        .formatted(facet.parameter(), facet.rows(), facet, MOST_VALUES_OF_A_FACET);
  }
}
