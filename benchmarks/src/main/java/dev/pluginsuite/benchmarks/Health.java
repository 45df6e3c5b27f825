package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.benchmarks.Machine.ProcessorTime;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** Samples in, status and history out, days gone, and how long a round of judging takes. */
final class Health implements Benchmark {
  private static final int WARM_UP_SECONDS = 20;
  private static final int READS = 300;
  private static final int DROPPED = 5;

  /** Offsets of batches, so that no two runs send the same samples. */
  private static final int NEXT = 3_000;

  private final RunningSuite suite;
  private final HealthData data;
  private final HealthIngest ingest;
  private final Api centralIt;
  private final int seconds = option("SECONDS", 30);
  private final int installations = option("INSTALLATIONS", 10_000);
  private final long rows = option("ROWS", 10_000_000);
  private final List<String> ids = new ArrayList<>();

  Health(RunningSuite suite) {
    var service = suite.readiness(LocalService.HEALTH).resolve("/");
    this.suite = suite;
    this.data = new HealthData(suite);
    this.ingest = new HealthIngest(suite, data, service);
    this.centralIt = new Api(service, suite.tokens(), User.CENTRAL_IT);
  }

  private static int option(String name, int usual) {
    return Integer.parseInt(System.getenv().getOrDefault(name, String.valueOf(usual)));
  }

  @Override
  public String measure() throws Exception {
    data.installations(installations);
    ingest.prepare(installations);
    var written = ingest();
    data.judged();
    var began = System.nanoTime();
    data.month(rows);
    var fillSeconds = (System.nanoTime() - began) / 1e9;
    readIds();
    var read = reads();
    var dropped = drops();
    return """
    Through the port of health-service, without the gateway; the other services run idle beside it.

    ## Ingest

    %d callers in closed loops, batches of %d samples of %d installations, %d s each. The floor is the same rows by a statement
    for a thousand, into a table of the same columns and key that is not partitioned, with as many connections; it was
    measured before and after. Five minutes are rolled up during the ingest, hours every five minutes; nothing is judged meanwhile.

    %s
    ## Reading

    %d samples in all, without those of the days dropped below, in the partitions of a month (filled in %.0f s), their rollups of five
    minutes and hours beside them.
    One reader, %d reads of each kind.

    %s
    ## Dropping days

    %d days of %d samples each were detached and dropped, a second apart, while one reader read on.

    %s
    ## Judging

    %s\
    """
        .formatted(
            HealthIngest.CALLERS,
            HealthIngest.BATCH,
            installations,
            seconds,
            written,
            count("plugin_health_logs"),
            fillSeconds,
            READS,
            read,
            DROPPED,
            HealthData.sayingAllMonth(rows) * 24L * 60,
            dropped,
            judging());
  }

  private Table ingest()
      throws IOException, SQLException, InterruptedException, ExecutionException {
    var table =
        new Table("way", "samples/s", "to the floor", "p50 ms", "p99 ms", "failed batches", "busy");
    ingest.pastTheService(0, WARM_UP_SECONDS);
    ingest.throughTheService(0, WARM_UP_SECONDS);
    var before = ingest.pastTheService(NEXT, seconds);
    var busy = ProcessorTime.now();
    var service = ingest.throughTheService(NEXT, seconds);
    var percent = ProcessorTime.now().percentSince(busy);
    var rollingUp = System.nanoTime();
    Until.holds(Duration.ofMinutes(10), () -> count("health_touched where width = 300") == 0);
    var behind = (System.nanoTime() - rollingUp) / 1e9;
    var after = ingest.pastTheService(2 * NEXT, seconds);
    var floor = (before.perSecond() + after.perSecond()) / 2;
    row(table, "floor, before", before, floor, "");
    row(table, "health-service over HTTP", service, floor, figure(percent) + " %");
    row(table, "floor, after", after, floor, "");
    System.out.printf(Locale.ROOT, "Rolled up %.1f s after the last batch%n", behind);
    return table;
  }

  private static void row(
      Table table, String way, ClosedLoop.Result result, double floor, String busy) {
    table.row(
        way,
        String.format(Locale.ROOT, "%,.0f", result.perSecond() * HealthIngest.BATCH),
        String.format(Locale.ROOT, "%.2f", result.perSecond() / floor),
        figure(result.millis().median()),
        figure(result.millis().percentile(99)),
        String.valueOf(result.failed()),
        busy);
  }

  /** Those that said something all month. */
  private void readIds() throws IOException, SQLException {
    try (var connection = data.connect()) {
      for (int n = 0; n < Math.min(installations, HealthData.sayingAllMonth(rows)); n++) {
        ids.add(HealthData.installation(connection, n));
      }
    }
  }

  private Table reads() throws IOException, InterruptedException {
    var table = new Table("read", "p50 ms", "p95 ms", "p99 ms", "longest ms");
    for (int i = 0; i < 50; i++) {
      current(i);
      month(i);
    }
    var current = new ArrayList<Double>();
    var month = new ArrayList<Double>();
    for (int i = 0; i < READS; i++) {
      current.add(current(i));
      month.add(month(i));
    }
    row(table, "current status", new Distribution(current));
    row(table, "history of 30 days (hours)", new Distribution(month));
    return table;
  }

  private static void row(Table table, String name, Distribution millis) {
    table.row(
        name,
        figure(millis.median()),
        figure(millis.percentile(95)),
        figure(millis.percentile(99)),
        figure(millis.max()));
  }

  private double current(int i) throws IOException, InterruptedException {
    return get("/admin/plugins/" + id(i) + "/health");
  }

  private double month(int i) throws IOException, InterruptedException {
    var from = Instant.now().minus(Duration.ofDays(30));
    return get("/admin/plugins/" + id(i) + "/health/rollups?from=" + from);
  }

  private String id(int i) {
    return ids.get(i * 7919 % ids.size());
  }

  private double get(String path) throws IOException, InterruptedException {
    var began = System.nanoTime();
    centralIt.get(path).expect(200);
    return (System.nanoTime() - began) / 1e6;
  }

  /** The statements of the service's own pass, as the owner of the tables. */
  private Table drops() throws Exception {
    var table = new Table("read", "p50 ms", "p95 ms", "p99 ms", "longest ms");
    var alone = readFor(DROPPED + 1);
    var dropping = new Thread(this::dropUnchecked, "dropping");
    dropping.start();
    var meanwhile = readFor(DROPPED + 1);
    dropping.join();
    row(table, "current status and history, alone", alone);
    row(table, "the same while days are dropped", meanwhile);
    return table;
  }

  private Distribution readFor(int seconds) throws IOException, InterruptedException {
    var millis = new ArrayList<Double>();
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int i = 0; System.nanoTime() < end; i++) {
      millis.add(current(i));
      millis.add(month(i));
    }
    return new Distribution(millis);
  }

  private void dropUnchecked() {
    try (var connection = data.connect()) {
      for (int ago = HealthData.DAYS; ago > HealthData.DAYS - DROPPED; ago--) {
        var day = data.day(ago);
        var began = System.nanoTime();
        HealthData.run(
            connection,
            "alter table plugin_health_logs detach partition %s concurrently".formatted(day));
        HealthData.run(connection, "drop table " + day);
        System.out.printf(
            Locale.ROOT, "%s dropped in %.0f ms%n", day, (System.nanoTime() - began) / 1e6);
        Thread.sleep(1_000);
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round over all installations, beside the sums it needs as a query alone. */
  private String judging() throws IOException, SQLException, InterruptedException {
    data.lately();
    var plain = new ArrayList<Double>();
    for (int i = 0; i < 5; i++) {
      plain.add(plainSums());
    }
    try (var connection = data.connect()) {
      HealthData.run(connection, "update installation_health set due_at = now()");
    }
    Until.holds(
        Duration.ofMinutes(5),
        () ->
            suite.count(
                    "select count(*) from health.installation_health where evaluated_at is null")
                == 0);
    var millis =
        suite.count(
            """
            select (extract(epoch from percentile_disc(0.999) within group (order by first) - min(first)) * 1000)::int from (
              select evaluated_at as first from health.installation_health) rounds\
            """);
    var sums = new Distribution(plain).median();
    return String.format(
        Locale.ROOT,
        """
        %,d installations with ten samples each in the last ten minutes, judged by one evaluator in transactions of 500: %,d ms from the
        first to the last, with limits, verdicts, events and rows written. The sums per installation alone, as one query: %.0f ms
        (median of 5); ratio %.1f.
        """,
        installations,
        millis,
        sums,
        millis / sums);
  }

  private double plainSums() throws IOException, SQLException {
    try (var connection = data.connect()) {
      var began = System.nanoTime();
      HealthData.run(
          connection,
          """
          select installation_id, count(*), sum(error_count), sum(warning_count), sum(execution_count), avg(avg_execution_time),
            avg(memory_usage), avg(cpu_usage)
          from plugin_health_logs where recorded_at > now() - interval '10 minutes' group by installation_id\
          """);
      return (System.nanoTime() - began) / 1e6;
    }
  }

  private int count(String table) throws IOException {
    return suite.count("select count(*) from health." + table);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
