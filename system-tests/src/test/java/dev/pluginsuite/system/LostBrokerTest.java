package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Each of three brokers is lost in turn, with its disk, while people work: nothing is lost, and it
 * becomes whole again. In the build Kafka's part of it alone is tested, in {@code deploy/infra}.
 */
@EnabledIfSystemProperty(named = "broker.lost", matches = "[1-9]")
class LostBrokerTest {
  private static final String RUNBOOK = "lost-broker.sh";
  private static final int BROKERS = 3;
  private static final int LOST = Integer.getInteger("broker.lost", BROKERS);
  private static final int INSTALLS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<String> rows = new ArrayList<>();

  @Test
  void nothing_that_people_do_is_lost_with_a_broker_and_its_disk() throws Exception {
    var state = Suite.emptyState("brokers");
    try (var suite = Suite.onBrokers(BROKERS, state);
        var admin = Admin.create(suite.kafka());
        var sites = suite.simulatedSites("broker", 2, Duration.ofMillis(50))) {
      var brokers =
          IntStream.rangeClosed(1, BROKERS).mapToObj(id -> new Broker(suite, id)).toList();
      sites.open();
      var processes = processes(suite);
      var load = Load.insisting(suite, "broker", sites.ids());
      try (load) {
        awaitMore(load);
        for (var broker : brokers.subList(0, LOST)) {
          lose(suite, admin, broker, load);
        }
      }

      assertThat(load.failures()).isEmpty();
      load.assertEverythingCame(sites);
      assertThat(processes(suite)).isEqualTo(processes);
      tell(load);
    }
  }

  private static List<Long> processes(Suite suite) throws IOException {
    var pids = new ArrayList<Long>();
    for (var service : LocalService.fullNames()) {
      pids.add(suite.process(service).pid());
    }
    return pids;
  }

  private void lose(Suite suite, Admin admin, Broker broker, Load load) throws Exception {
    var led = led(admin, broker);
    var controls = admin.describeMetadataQuorum().quorumInfo().get().leaderId() == broker.id();
    var tool = String.join(" ", topicsTool(suite, broker));

    var lost = broker.lose();
    var withoutIt = awaitMore(load);
    var looked = Runbook.run(Map.of("KAFKA_TOPICS", tool, "SUITE_PATIENCE", "0"), RUNBOOK);
    broker.format(admin);
    lost.startAgain();
    var began = System.nanoTime();
    var waited = Runbook.run(Map.of("KAFKA_TOPICS", tool, "SUITE_PATIENCE", "60"), RUNBOOK);

    assertThat(looked.code()).as(looked.output()).isOne();
    assertThat(looked.output())
        .contains("registry.packages 0 1 2 3 4 5 6 7 8 9 10 11\n", "broker " + broker.id() + ": ")
        .contains("site.site-1.desired-state 0\n", "site.broker-0000.desired-state 0\n")
        .contains("0 are below the least in sync, 0 have no leader");
    assertThat(waited.code()).as(waited.output()).isZero();
    rows.add(
        "| %d%s | %d | %d | %d |"
            .formatted(
                broker.id(), controls ? ", the controller" : "", led, withoutIt, since(began)));
    awaitMore(load);
  }

  private static long led(Admin admin, Broker broker)
      throws InterruptedException, ExecutionException {
    var topics = admin.listTopics().names().get();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(it -> it.partitions().stream())
        .filter(it -> it.leader() != null && it.leader().id() == broker.id())
        .count();
  }

  private static List<String> topicsTool(Suite suite, Broker broker) throws IOException {
    var login = suite.state().resolve("administrator.properties");
    try (var out = Files.newBufferedWriter(login)) {
      suite.kafka().store(out, null);
    }
    return broker.tool(
        "org.apache.kafka.tools.TopicCommand",
        "--bootstrap-server",
        suite.kafka().getProperty("bootstrap.servers"),
        "--command-config",
        login.toString());
  }

  /** How many seconds it takes until so many more plugins are installed from beginning to end. */
  private static long awaitMore(Load load) {
    var began = System.nanoTime();
    var enough = load.installed().size() + INSTALLS;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> load.installed().size() >= enough || !load.failures().isEmpty());
    assertThat(load.failures()).isEmpty();
    return since(began);
  }

  private static long since(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  private void tell(Load load) {
    System.out.printf(
        "%nbroker: %d of three brokers lost in turn with kill -9 and its disk, while people work.%n"
            + "broker: %d answers, %d of them not as always; %d plugins submitted, approved and installed, each at its site;%n"
            + "broker: %d times what had just been approved was asked for too early, refused (409) and asked for again;%n"
            + "broker: no process was started again but the brokers' own.%nbroker: %n"
            + "broker: | broker | led partitions | six more plugins installed without it, s | all replicas in sync after its start, s |%n"
            + "broker: |---|---:|---:|---:|%n",
        LOST, load.answers(), load.failures().size(), load.installed().size(), load.tooEarly());
    rows.forEach(it -> System.out.println("broker: " + it));
  }
}
