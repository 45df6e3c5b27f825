package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/**
 * What was written so far.
 *
 * @param entries rows of the search tables
 * @param counters rows of what changes often beside it
 * @param downloads that the registry has counted
 */
record SearchTables(long entries, long counters, long downloads) {
  private static final String WRITTEN =
      """
      select sum(n_tup_ins + n_tup_upd + n_tup_del) filter (where relname in ('catalog_entries', 'catalog_places')),
        sum(n_tup_ins + n_tup_upd + n_tup_del) filter (where relname = 'catalog_counters'),
        (select coalesce(sum(downloads), 0) from registry.package_counters)
      from pg_stat_user_tables where schemaname = 'registry'""";

  static SearchTables now(RunningSuite suite) throws IOException, SQLException {
    try (var connection = suite.database();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(WRITTEN)) {
      rows.next();
      return new SearchTables(rows.getLong(1), rows.getLong(2), rows.getLong(3));
    }
  }

  SearchTables since(SearchTables earlier) {
    return new SearchTables(
        entries - earlier.entries, counters - earlier.counters, downloads - earlier.downloads);
  }
}
