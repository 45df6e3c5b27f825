package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.system.site.SimulatedSite;
import dev.pluginsuite.system.site.SimulatedSites;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * People at work until they are stopped: for each site one who submits plugins, has them approved
 * and installs them there, and one who reads. Nobody asks twice, unless told to: what is not
 * answered as always has failed.
 */
final class Load implements AutoCloseable {
  private static final int PAUSE_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static final List<String> READ =
      List.of(
          "/admin/plugin-registry/catalog",
          "/admin/plugin-registry/packages?limit=20",
          "/admin/plugin-registry/sites?limit=20",
          "/admin/plugin-registry/deployments?limit=20",
          "/admin/plugin-registry/rules",
          "/admin/plugin-registry/health",
          "/admin/plugins/installed?limit=20");

  /** The approval is not heard of yet. */
  private static final int TOO_EARLY = 409;

  private final Suite suite;
  private final String prefix;
  private final Duration insistence;
  private final AtomicInteger tooEarly = new AtomicInteger();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final AtomicInteger answers = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, Queue<Installed>> installed = new ConcurrentHashMap<>();
  private final List<Thread> callers = new ArrayList<>();

  /** What one of them has done. */
  record Installed(String plugin, String packageId, String installationId) {}

  private Load(Suite suite, String prefix, Duration insistence) {
    this.suite = suite;
    this.prefix = prefix;
    this.insistence = insistence;
  }

  static Load begin(Suite suite, String prefix, List<String> sites) {
    return begin(new Load(suite, prefix, Duration.ZERO), sites);
  }

  /** Who is told that what they have just approved is not approved asks for it again. */
  static Load insisting(Suite suite, String prefix, List<String> sites) {
    return begin(new Load(suite, prefix, PATIENCE), sites);
  }

  private static Load begin(Load load, List<String> sites) {
    for (var site : sites) {
      load.installed.put(site, new ConcurrentLinkedQueue<>());
      load.call(site, round -> load.install(site, round));
    }
    load.call(
        "reader", round -> load.answered(load.suite.as(User.CENTRAL_IT).get(read(round)), 200));
    load.callers.forEach(Thread::start);
    return load;
  }

  private static String read(int round) {
    return READ.get(round % READ.size());
  }

  private void call(String name, Work work) {
    var thread = new Thread(() -> goOn(work), prefix + "-" + name);
    thread.setDaemon(true);
    callers.add(thread);
  }

  private void goOn(Work work) {
    for (int round = 0; goesOn.get(); round++) {
      try {
        work.once(round);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (IOException | RuntimeException e) {
        failures.add(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void install(String site, int round) throws IOException, InterruptedException {
    var plugin = new TestPlugin("%s-%d".formatted(site, round), "1.0.0");
    var id = answered(plugin.submit(suite), 201, 202).text("id");
    var centralIt = suite.as(User.CENTRAL_IT);
    awaitValidated(centralIt, TestPlugin.PACKAGES + "/" + id);
    answered(TestPlugin.approve(suite, id), 200);
    var install = Api.json().put("packageId", id).put("siteId", site);
    var answer = answered(accepted(centralIt, install), 201, 202);
    of(site).add(new Installed(plugin.id() + " 1.0.0", id, answer.text("id")));
  }

  private Answer accepted(Api centralIt, JsonNode install)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + insistence.toNanos();
    var answer = centralIt.post("/admin/plugins/install", install);
    while (answer.status() == TOO_EARLY && System.nanoTime() < until) {
      tooEarly.incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      answer = centralIt.post("/admin/plugins/install", install);
    }
    return answer;
  }

  /** Long after the answer, if whoever validated it was stopped and another one had to begin. */
  private void awaitValidated(Api centralIt, String path) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> answered(centralIt.get(path), 200).text("validation").equals("PASSED"));
  }

  private Queue<Installed> of(String site) {
    return installed.getOrDefault(site, new ConcurrentLinkedQueue<>());
  }

  private Answer answered(Answer answer, int... statuses) throws IOException {
    answers.incrementAndGet();
    return answer.expect(statuses);
  }

  int answers() {
    return answers.get();
  }

  /** How often somebody had to ask again. */
  int tooEarly() {
    return tooEarly.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  List<Installed> installed(String site) {
    return List.copyOf(of(site));
  }

  List<Installed> installed() {
    return installed.values().stream().flatMap(Queue::stream).toList();
  }

  /** On its site's disk, in every table, and on the topics in the order in which it was done. */
  void assertEverythingCame(SimulatedSites sites) throws Exception {
    installed.forEach((id, plugins) -> assertHas(sites.site(id), plugins));
    new Consistency(suite).await();
    var packages = Said.on(suite, Topic.PACKAGES);
    var installations = Said.on(suite, Topic.INSTALLATIONS);
    for (var each : installed()) {
      assertThat(packages.of(each.packageId())).as(each.plugin()).isNotEmpty().isSorted();
      assertThat(installations.of(each.installationId())).as(each.plugin()).isNotEmpty().isSorted();
    }
  }

  private static void assertHas(SimulatedSite site, Collection<Installed> plugins) {
    var expected = plugins.stream().map(Installed::plugin).toList();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(site.has()).as(site.id()).containsExactlyInAnyOrderElementsOf(expected));
  }

  /** Everybody finishes what they have begun. */
  @Override
  public void close() {
    goesOn.set(false);
    try {
      for (var caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void once(int round) throws IOException, InterruptedException;
  }
}
