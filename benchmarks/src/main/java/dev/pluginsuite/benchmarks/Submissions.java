package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.benchmarks.Machine.ProcessorTime;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** How many submissions a second come back validated, with every check on. */
final class Submissions implements Benchmark {
  private static final int CALLERS = 4;
  private static final int WARM_UP_SECONDS = 20;
  private static final int SECONDS = 30;
  private static final String BASE = "/admin/plugin-registry";
  private static final String REGISTRY = "benchmark";

  private final Api developer;
  private final Api centralIt;
  private final Table table =
      new Table("call", "calls", "failed", "calls/s", "to reading", "p50 ms", "p99 ms", "busy");

  Submissions(RunningSuite suite) {
    this.developer = new Api(suite.api("/"), suite.tokens(), User.DEVELOPER);
    this.centralIt = developer.as(User.CENTRAL_IT);
  }

  @Override
  public String measure() throws Exception {
    centralIt
        .post(
            BASE + "/registries",
            Api.json().put("id", REGISTRY).put("type", "ENTERPRISE").put("name", "Benchmark"))
        .expect(201);
    var first = submitted("first", 0).text("id");
    run(WARM_UP_SECONDS, i -> submitted("warm-up", i).status() == 201);

    var reading = add("read a package", 0, i -> read(first));
    add("upload, submit, validated", reading, i -> submitted("measured", i).status() == 201);
    return """
        %d callers in closed loops through the gateway, %d s each after %d s of submissions. A submission is counted when its answer
        is 201: uploaded, recorded, heard by validation-service, streamed to it, checked and scanned, reported, and concluded.
        Reading a package with the same callers is the floor: gateway, token, one query.

        %s"""
        .formatted(CALLERS, SECONDS, WARM_UP_SECONDS, table);
  }

  private static ClosedLoop.Result run(int seconds, ClosedLoop.Call call)
      throws InterruptedException, ExecutionException {
    return new ClosedLoop(CALLERS).run(seconds, call);
  }

  private double add(String name, double reading, ClosedLoop.Call call)
      throws IOException, InterruptedException, ExecutionException {
    var before = ProcessorTime.now();
    var result = run(SECONDS, call);
    var busy = ProcessorTime.now().percentSince(before);
    table.row(
        name,
        String.valueOf(result.millis().count()),
        String.valueOf(result.failed()),
        text("%.1f", result.perSecond()),
        reading == 0 ? "1" : text("%.3f", result.perSecond() / reading),
        text("%.1f", result.millis().median()),
        text("%.1f", result.millis().percentile(99)),
        text("%.0f %%", busy));
    return result.perSecond();
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private boolean read(String id) throws IOException, InterruptedException {
    return centralIt.get(BASE + "/packages/" + id).status() == 200;
  }

  private static BenchmarkPlugin plugin(String prefix, int index) {
    return new BenchmarkPlugin(prefix + "-" + index, "1.0.0");
  }

  private String uploaded(byte[] bytes) throws IOException, InterruptedException {
    return developer.upload(BASE + "/uploads", bytes).expect(201).text("packageUrl");
  }

  private Answer submitted(String prefix, int index) throws IOException, InterruptedException {
    var plugin = plugin(prefix, index);
    var bytes = plugin.bytes();
    var body = plugin.submission(REGISTRY, uploaded(bytes), bytes);
    return developer.post(BASE + "/packages", body);
  }
}
