package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Without Kafka people go on working; when it is back, everybody hears of it, in order. */
class KafkaOutageTest {
  private static final int SECONDS = Integer.getInteger("outage.seconds", 10);
  private static final int DECISIONS = Integer.getInteger("outage.decisions", 4);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> SERVICES = LocalService.fullNames();

  private final Suite suite = Suite.running();
  private final Api centralIt = suite.as(User.CENTRAL_IT);
  private final List<String> pending = new ArrayList<>();
  private final List<String> approved = new ArrayList<>();
  private final List<String> installations = new ArrayList<>();
  private int reads;

  @Test
  void reads_approvals_and_installs_go_on_and_the_backlog_drains_in_order() throws Exception {
    try (var sites = suite.simulatedSites("outage", 1, Duration.ofMillis(50))) {
      sites.open();
      var site = sites.site(sites.ids().get(0));
      prepare();
      var processes = processes();

      var kafka = suite.process("kafka").stop();
      workFor(SECONDS, site.id());
      kafka.startAgain();

      var began = System.nanoTime();
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(site.has()).hasSize(DECISIONS));
      new Consistency(suite).await();
      var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
      assertInOrder();
      assertThat(processes()).isEqualTo(processes);
      tell(seconds);
    }
  }

  private void prepare() throws IOException, InterruptedException {
    for (int i = 0; i < DECISIONS; i++) {
      pending.add(new TestPlugin("outage-approved-" + i, "1.0.0").pending(suite));
      approved.add(new TestPlugin("outage-installed-" + i, "1.0.0").approved(suite));
    }
    new Consistency(suite).await();
  }

  private List<Long> processes() throws IOException {
    var pids = new ArrayList<Long>();
    for (var service : SERVICES) {
      pids.add(suite.process(service).pid());
    }
    return pids;
  }

  /** One approval and one install after the other, spread over the time; and reads. */
  private void workFor(int seconds, String site) throws IOException, InterruptedException {
    var began = System.nanoTime();
    for (int i = 0; i < DECISIONS; i++) {
      for (var path : Load.READ) {
        centralIt.get(path).expect(200);
        reads++;
      }
      TestPlugin.approve(suite, pending.get(i)).expect(200);
      var install = Api.json().put("packageId", approved.get(i)).put("siteId", site);
      var answer = centralIt.respondAsync().post("/admin/plugins/install", install);
      installations.add(answer.expect(201, 202).text("id"));
      var due = TimeUnit.SECONDS.toNanos(seconds) * (i + 1) / DECISIONS;
      TimeUnit.NANOSECONDS.sleep(due - (System.nanoTime() - began));
    }
  }

  private void assertInOrder() throws IOException {
    var packages = Said.on(suite, Topic.PACKAGES);
    assertThat(pending).allSatisfy(it -> assertThat(packages.of(it)).hasSizeGreaterThan(1));
    assertThat(pending).allSatisfy(it -> assertThat(packages.of(it)).isSorted());
    var states = Said.on(suite, Topic.INSTALLATIONS);
    assertThat(installations).allSatisfy(it -> assertThat(states.of(it)).isNotEmpty().isSorted());
  }

  private void tell(long seconds) {
    System.out.printf(
        "%noutage: Kafka stopped for %d s: %d reads, %d approvals and %d installs meanwhile, each answered as always.%n"
            + "outage: %d s after Kafka was started again all of it was heard, in the order of each key, and was at the site;%n"
            + "outage: no process was started again but Kafka's own.%n",
        SECONDS, reads, pending.size(), installations.size(), seconds);
  }
}
