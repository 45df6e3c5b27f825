package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.journey.Journey;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Searching the catalogue, alone and while downloads are counted. */
final class Catalog implements Benchmark {
  private static final String PATH = "/admin/plugin-registry/catalog";
  private static final int WARM_UP = 20;
  private static final int SEARCHES = 100;
  private static final int DOWNLOADS_PER_SECOND = 100;

  private final RunningSuite suite;
  private final Api siteAdmin;

  /** Puts a filter that is a little different each time: nothing about it can be known. */
  private int asked;

  Catalog(RunningSuite suite) {
    this.suite = suite;
    this.siteAdmin = suite.world().as(User.SITE_1_ADMIN);
  }

  @Override
  public String measure() throws IOException, InterruptedException, SQLException {
    if (!Journey.of(suite.world()).run(System.out::println)) {
      throw new IllegalStateException("The journey did not pass.");
    }
    CatalogData.fill(suite);
    var queries = queries();
    var downloadable = List.of(newest("supplier-db"), newest("data-sync"));
    searches(queries, WARM_UP);
    var alone = searches(queries, SEARCHES);
    var before = SearchTables.now(suite);
    var began = System.nanoTime();
    var downloads = new Downloads(suite, downloadable, DOWNLOADS_PER_SECOND);
    Map<String, Distribution> loaded;
    try (downloads) {
      loaded = searches(queries, SEARCHES);
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    // Statistics of PostgreSQL may be a second late, and counts are written behind the answers.
    Thread.sleep(5_000);
    return text(table(alone, loaded), downloads, seconds, SearchTables.now(suite).since(before));
  }

  private String newest(String pluginId) throws IOException, InterruptedException {
    return siteAdmin.get(PATH + "/" + pluginId).body().at("/data/0/packageId").asText();
  }

  private Map<String, String> queries() throws IOException, InterruptedException {
    var queries = new LinkedHashMap<String, String>();
    queries.put("first page by name, with facets", "");
    queries.put("a common word", "?q=supplier");
    queries.put("first page, counted anew", "?minRating=1.0001#");
    queries.put("a common word, counted anew", "?q=supplier&minRating=1.0001#");
    queries.put("a rare word", "?q=forecast77");
    queries.put("the beginning of a word", "?q=dashb");
    queries.put("two words, risk and hook", "?q=quality%20order12&risk=HIGH&hook=alert.quality");
    queries.put(
        "by rating, at least 4, for MES 3.1.0", "?sort=rating&minRating=4&mesVersion=3.1.0");
    queries.put("by installs", "?sort=installs");
    var next = siteAdmin.get(PATH + "?sort=rating&limit=200").body().at("/pagination/cursor");
    queries.put("second page by rating", "?sort=rating&limit=50&cursor=" + next.asText());
    queries.put("versions of a plugin", "/plugin-4711");
    return queries;
  }

  /** Taken in turns, so that whatever disturbs, disturbs all. */
  private Map<String, Distribution> searches(Map<String, String> queries, int times)
      throws IOException, InterruptedException {
    var millis = new LinkedHashMap<String, List<Double>>();
    for (int i = 0; i < times; i++) {
      for (var query : queries.entrySet()) {
        var began = System.nanoTime();
        siteAdmin.get(PATH + query.getValue().replace("#", String.valueOf(++asked))).expect(200);
        millis
            .computeIfAbsent(query.getKey(), any -> new ArrayList<>())
            .add((System.nanoTime() - began) / 1e6);
      }
    }
    var distributions = new LinkedHashMap<String, Distribution>();
    millis.forEach((name, all) -> distributions.put(name, new Distribution(all)));
    return distributions;
  }

  private static Table table(Map<String, Distribution> alone, Map<String, Distribution> loaded) {
    var table =
        new Table(
            "query",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "with downloads p50 ms",
            "p95 ms",
            "p99 ms",
            "ratio of p50",
            "ratio of p99");
    for (var query : alone.entrySet()) {
      var a = query.getValue();
      var b = Objects.requireNonNull(loaded.get(query.getKey()));
      table.row(
          query.getKey(),
          figure(a.median()),
          figure(a.percentile(95)),
          figure(a.percentile(99)),
          figure(b.median()),
          figure(b.percentile(95)),
          figure(b.percentile(99)),
          figure(b.median() / a.median()),
          figure(b.percentile(99) / a.percentile(99)));
    }
    return table;
  }

  private static String text(
      Table table, Downloads downloads, double seconds, SearchTables written) {
    return """
        %d packages of as many plugins, with texts of fifty words. Searches as a site admin through the gateway, one at a time,
        each %d times in turns with the others; alone, then while packages are downloaded (an open loop of %d/s, small packages).
        Everything runs on this one machine, the load generator too. Facets are counted once for each query and state of the
        catalogue; "counted anew" asks for something that nobody asked for before, each time.

        %s
        Downloads: %d served in %s s (%s/s), %d failed; the registry counted %d. Meanwhile %d rows of the search tables were
        written, and %d of the counters beside it.
        """
        .formatted(
            CatalogData.PACKAGES,
            SEARCHES,
            DOWNLOADS_PER_SECOND,
            table,
            downloads.served(),
            figure(seconds),
            figure(downloads.served() / seconds),
            downloads.failed(),
            written.downloads(),
            written.entries(),
            written.counters());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
