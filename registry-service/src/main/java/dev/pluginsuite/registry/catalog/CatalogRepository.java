package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.registry.catalog.CatalogView.FacetCount;
import dev.pluginsuite.registry.stars.RatingConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Searches the catalogue. Triggers write it; see its migration. */
@ApplicationScoped
class CatalogRepository {
  private static final String MES_RANGES =
      "select distinct mes_range from catalog_places order by 1";

  private final Pool pool;
  private final CatalogRows rows;
  private final RatingConfig rating;

  CatalogRepository(Pool pool, CatalogRows rows, RatingConfig rating) {
    this.pool = pool;
    this.rows = rows;
    this.rating = rating;
  }

  Uni<Page<CatalogView>> page(
      CatalogQuery query, PageRequest page, @Nullable List<String> mesRanges) {
    var statement = new CatalogPage(query, rating, mesRanges);
    var sql = statement.sql(page);
    return pool.preparedQuery(sql)
        .execute(statement.statement().parameters())
        .map(found -> Page.of(all(found, rows::plugin), page.limit));
  }

  /** Which state of the catalogue a query would find now. */
  Uni<Long> revision(CatalogQuery query) {
    return pool.query("select " + FacetCounts.revision(query))
        .execute()
        .map(found -> found.iterator().next().getLong(0));
  }

  Uni<Counted> facets(CatalogQuery query, @Nullable List<String> mesRanges) {
    var statement = new FacetCounts(query, mesRanges);
    return pool.preparedQuery(statement.sql())
        .execute(statement.statement().parameters())
        .map(CatalogRepository::counts);
  }

  private static Counted counts(RowSet<Row> found) {
    var counts = new LinkedHashMap<String, List<FacetCount>>();
    for (var facet : CatalogFacet.values()) {
      counts.put(facet.parameter(), new ArrayList<>());
    }
    counts.put("status", new ArrayList<>());
    var revision = 0L;
    for (var row : found) {
      var facet = counts.get(row.getString(0));
      if (facet == null) {
        revision = row.getLong(2);
      } else {
        facet.add(new FacetCount(row.getString(1), row.getLong(2)));
      }
    }
    return new Counted(revision, counts);
  }

  /** Ranges are few, and only {@link VersionRange} knows what is in them. */
  Uni<List<String>> mesRangesOf(SemVer version) {
    return pool.query(MES_RANGES)
        .execute()
        .map(
            found ->
                all(found, row -> row.getString(0)).stream()
                    .filter(it -> includes(it, version))
                    .toList());
  }

  private static boolean includes(String range, SemVer version) {
    return VersionRange.parse(range).map(it -> it.contains(version)).orElse(false);
  }

  private static <T> List<T> all(RowSet<Row> found, Function<Row, T> view) {
    return StreamSupport.stream(found.spliterator(), false).map(view).toList();
  }

  /**
   * Facets of one state of the catalogue.
   *
   * @param facets by query parameter
   */
  record Counted(long revision, Map<String, List<FacetCount>> facets) {}
}
