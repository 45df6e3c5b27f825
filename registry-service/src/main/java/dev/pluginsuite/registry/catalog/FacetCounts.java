package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.registry.listing.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that counts the values of all facets: a row counts for a facet if it fails no other
 * facet's filter.
 */
final class FacetCounts {
  private static final int MOST_VALUES = 50;

  /** Counted over the rows of a query; where they are shown, over those of all places. */
  private static final Set<CatalogFacet> OF_ROWS =
      EnumSet.complementOf(EnumSet.of(CatalogFacet.REGISTRY_ID));

  private final Statement statement = new Statement();
  private final CatalogQuery query;
  private final CatalogScope scope;

  FacetCounts(CatalogQuery query, @Nullable List<String> mesRanges) {
    this.query = query;
    this.scope = new CatalogScope(statement, query, mesRanges);
  }

  Statement statement() {
    return statement;
  }

  /** Rows of facet, value and count; one more tells which state of the catalogue was counted. */
  String sql() {
    var counts = OF_ROWS.stream().map(this::count).collect(Collectors.joining("\nunion all\n"));
    return """
    with candidate as materialized (%s)
    %s
    union all
    (select 'status', status, count(*) from candidate where newest_in_status and %s group by status order by 3 desc, 2)
    union all
    (%s)
    union all
    select '%s', null, %s"""
        .formatted(candidates(), counts, passes(null), registries(), REVISION, revision(query));
  }

  /** Not the name of a facet. */
  static final String REVISION = "";

  /** SQL: a number that is another one after every change that a query could tell. */
  static String revision(CatalogQuery query) {
    return "(select coalesce(sum(%s), 0)::bigint from catalog_changes)"
        .formatted(query.visibility().isReleasedOnly() ? "released" : "made");
  }

  private String candidates() {
    var columns =
        OF_ROWS.stream()
            .map(it -> ", %s as %s".formatted(it.column(), it))
            .collect(Collectors.joining());
    var failing =
        scope.wanted().keySet().stream()
            .map(it -> ", %s as fails_%s".formatted(fails(it), it))
            .collect(Collectors.joining());
    return """
    select p.status, %1$s as is_newest, %2$s as newest_in_status %3$s %4$s
    from %5$s where %6$s and %7$s and (p.newest_released or p.newest_in_status) %8$s"""
        .formatted(
            scope.newestOnce(),
            scope.newestInStatusOnce(),
            columns,
            failing,
            scope.tables(true),
            scope.always(),
            scope.shown(),
            atMostOne());
  }

  private String fails(CatalogFacet facet) {
    return "(case when %s then 0 else 1 end)".formatted(scope.wanted().get(facet));
  }

  private String atMostOne() {
    return scope.wanted().isEmpty()
        ? ""
        : "and %s <= 1"
            .formatted(
                scope.wanted().keySet().stream().map(this::fails).collect(Collectors.joining("+")));
  }

  private String count(CatalogFacet facet) {
    var rows = "candidate where is_newest and " + passes(facet);
    if (facet == CatalogFacet.MIN_RATING) {
      return stars(facet, rows);
    }
    var values =
        facet.isOfSeveralValues()
            ? "(select unnest(%s) as value from %s) as it".formatted(facet, rows)
            : "(select %s as value from %s) as it".formatted(facet, rows);
    return """
    (select '%s', value::varchar, count(*) from %s where value is not null group by value order by 3 desc, 2 limit %d)"""
        .formatted(facet.parameter(), values, MOST_VALUES);
  }

  /** What has four stars has three: as the filter finds it. */
  private static String stars(CatalogFacet facet, String rows) {
    var least =
        List.of(1, 2, 3, 4).stream()
            .map(it -> "count(*) filter (where %s >= %d) as s%2$d".formatted(facet, it))
            .collect(Collectors.joining(", "));
    return """
    (select '%s', stars, entries from (select %s from %s) as it
      cross join lateral (values ('1', s1), ('2', s2), ('3', s3), ('4', s4)) as each (stars, entries)
      where entries > 0 order by 3 desc, 2)"""
        .formatted(facet.parameter(), least, rows);
  }

  /** That a row fails no filter but perhaps this one. */
  private String passes(@Nullable CatalogFacet facet) {
    var others =
        Arrays.stream(CatalogFacet.values())
            .filter(it -> it != facet && scope.wanted().containsKey(it))
            .map("fails_%s = 0"::formatted)
            .collect(Collectors.joining(" and "));
    return others.isEmpty() ? "true" : others;
  }

  private String registries() {
    var conditions =
        scope.wanted().values().stream().map(" and %s"::formatted).collect(Collectors.joining());
    return """
    select '%s', p.shown_in, count(*) from %s where %s and %s %s group by p.shown_in order by 3 desc, 2 limit %d"""
        .formatted(
            CatalogFacet.REGISTRY_ID.parameter(),
            scope.tables(false),
            scope.always(),
            scope.newest(),
            conditions,
            MOST_VALUES);
  }
}
