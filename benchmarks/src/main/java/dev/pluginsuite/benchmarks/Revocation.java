package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.benchmarks.Machine.ProcessorTime;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** How long after a revocation every site's document says so, with installs going on. */
final class Revocation implements Benchmark {
  private static final String BASE = "/admin/plugin-registry";
  private static final String REGISTRY = "benchmark";
  private static final String REVOKED = "revoked-one";
  private static final String OTHER = "other-one";
  private static final String ACTIVE =
      "select count(*) from installation.plugin_installations where package_id = '%s'::uuid and status = 'ACTIVE'";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RunningSuite suite;
  private final int count;
  private final Api developer;
  private final Api centralIt;
  private volatile boolean measuredAll;
  private final Table table =
      new Table("from the answer to the revocation", "sites", "p50 s", "p99 s", "last s");

  Revocation(RunningSuite suite) {
    this.suite = suite;
    this.count = Integer.parseInt(System.getenv().getOrDefault("SITES", "2000"));
    this.developer = new Api(suite.api("/"), suite.tokens(), User.DEVELOPER);
    this.centralIt = developer.as(User.CENTRAL_IT);
  }

  @Override
  public String measure() throws Exception {
    var registry =
        Api.json().put("id", REGISTRY).put("type", "ENTERPRISE").put("name", "Benchmark");
    centralIt.post(BASE + "/registries", registry).expect(201);
    var revoked = approved(REVOKED);
    var other = approved(OTHER);
    try (var sites = new SimulatedSites(suite, count, REVOKED)) {
      sites.open();
      sites.forAll(id -> install(id, revoked));
      sites.forAll(id -> activate(sites, id));
      awaitActive(revoked);
      return measured(sites, revoked, other);
    }
  }

  private String measured(SimulatedSites sites, String revoked, String other) throws Exception {
    var installing =
        CompletableFuture.supplyAsync(
            () -> installElsewhere(sites, other), task -> new Thread(task, "installs").start());
    Until.holds(PATIENCE, () -> sites.anyHas(OTHER));
    var before = ProcessorTime.now();
    revoke(revoked);
    var answered = System.nanoTime();
    var confirmed = awaitConfirmed(revoked, answered);
    Until.holds(PATIENCE, () -> sites.stopped().size() == count);
    var busy = ProcessorTime.now().percentSince(before);
    measuredAll = true;
    var installs = installing.get();
    var documents = sites.stopped().values().stream().map(it -> seconds(answered, it)).toList();
    row("until the site's document does not want it running", documents);
    row("until the site has reported that it stopped", confirmed);
    return String.format(
        Locale.ROOT,
        """
        One package, ACTIVE at %d sites, is revoked while %d callers install another one, once at each site.
        The sites are simulated by one consumer of all their topics and reports with each site's own token; no site has a disk.
        A simulated site reports at once what its document wants: the figures are of the suite, without the time that an agent takes to stop a plugin.
        Load generator and suite share the machine, which was %.0f %% busy. Meanwhile %d installs were accepted, none failed; p50 %.0f ms.

        %s""",
        count,
        SimulatedSites.CALLERS,
        busy,
        installs.count(),
        installs.median(),
        table);
  }

  /** Once at each site, and not for longer than this is measured. */
  private Distribution installElsewhere(SimulatedSites sites, String packageId) {
    var millis = new ConcurrentLinkedQueue<Double>();
    try {
      sites.forAll(
          id -> {
            if (!measuredAll) {
              var began = System.nanoTime();
              install(id, packageId);
              millis.add((System.nanoTime() - began) / 1_000_000.0);
            }
            return null;
          });
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return new Distribution(millis);
  }

  private String approved(String pluginId) throws IOException, InterruptedException {
    var plugin = new BenchmarkPlugin(pluginId, "1.0.0");
    var bytes = plugin.bytes();
    var url = developer.upload(BASE + "/uploads", bytes).expect(201).text("packageUrl");
    var id =
        developer
            .post(BASE + "/packages", plugin.submission(REGISTRY, url, bytes))
            .expect(201)
            .text("id");
    var read = centralIt.get(BASE + "/packages/" + id).expect(200);
    centralIt.put(BASE + "/packages/" + id + "/approve", Api.json(), read.etag()).expect(200);
    return id;
  }

  private void revoke(String id) throws IOException, InterruptedException {
    var read = centralIt.get(BASE + "/packages/" + id).expect(200);
    var body = Api.json().put("reason", "Benchmark");
    centralIt.put(BASE + "/packages/" + id + "/revoke", body, read.etag()).expect(200);
  }

  private Void install(String siteId, String packageId) throws IOException, InterruptedException {
    var body = Api.json().put("siteId", siteId).put("packageId", packageId);
    centralIt.respondAsync().post("/admin/plugins/install", body).expect(201, 202);
    return null;
  }

  private Void activate(SimulatedSites sites, String siteId)
      throws IOException, InterruptedException {
    var path = "/admin/plugins/" + sites.installationAt(siteId) + "/activate";
    centralIt.respondAsync().post(path, Api.json()).expect(200, 202);
    return null;
  }

  private void awaitActive(String packageId) throws IOException, InterruptedException {
    Until.holds(PATIENCE, () -> active(packageId) == count);
  }

  private int active(String packageId) throws IOException {
    return suite.count(ACTIVE.formatted(packageId));
  }

  /** Counted by SQL several times a second, which is how exact the figures are. */
  private List<Double> awaitConfirmed(String packageId, long since)
      throws IOException, InterruptedException {
    var seconds = new ArrayList<Double>();
    Until.holds(
        PATIENCE,
        () -> {
          var done = count - active(packageId);
          while (seconds.size() < done) {
            seconds.add(seconds(since, System.nanoTime()));
          }
          return done == count;
        });
    return seconds;
  }

  private static double seconds(long since, long nanos) {
    return (nanos - since) / 1_000_000_000.0;
  }

  private void row(String name, List<Double> seconds) {
    var distribution = new Distribution(seconds);
    table.row(
        name,
        String.valueOf(distribution.count()),
        text(distribution.median()),
        text(distribution.percentile(99)),
        text(distribution.max()));
  }

  private static String text(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
