package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.service.LocalService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that was ever said, said again to everybody, changes nothing. */
class ReplayTest {
  private static final List<String> SERVICES = LocalService.shortNames();
  private static final String NOBODY_IS_CALLED =
      """
      insert into health_alert_rules (plugin_id, terms, revision, lock_version)
      select distinct plugin_id, cast('{"from": "NEVER", "silence": false, "forSeconds": 0}' as jsonb), 1, 0
      from known_installations on conflict do nothing returning plugin_id""";
  private static final String CALL_AGAIN =
      "delete from health_alert_rules where plugin_id = any(string_to_array(?, ',')) returning 1";
  private static final String NOBODY_ASKS =
      "update update_checks set next_check_at = now() + interval '1 day' returning 1";

  private final Suite suite = Suite.running();

  @Test
  @Tag("SEED-82")
  void all_groups_reset_to_the_beginning_leave_every_table_as_it_was() throws Exception {
    new ShortJourney(suite, "heard-again").run();
    // What the sites go on reporting would change tables by itself.
    var agents =
        List.of(suite.process("site-1-agent").kill(), suite.process("site-2-agent").kill());
    // And so would the hour at which a site asks for updates, or that it has not reported for long.
    var quiet = new Database(suite, "health").rows(NOBODY_IS_CALLED);
    new Database(suite, "installation").rows(NOBODY_ASKS);
    try (var admin = Admin.create(suite.kafka())) {
      awaitConsumed(admin);
      awaitSent();
      var heard = progress(admin);

      var before = playedAgain(admin);
      awaitHeardAgain(admin, heard);
      awaitConsumed(admin);

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(tables()).isEqualTo(before));
      // It goes on changing by the time; whoever hears it has what was told last.
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(heardHealth()).isNotEmpty().isEqualTo(toldHealth()));
    } finally {
      new Database(suite, "health").rows(CALL_AGAIN, String.join(",", quiet));
      agents.forEach(ServiceProcess.Killed::startAgain);
    }
  }

  /** What the tables held before everything was heard again. */
  private Map<String, String> playedAgain(Admin admin) throws SQLException {
    // At the same time: none of them tells what another one does not hear any more.
    var killed =
        SERVICES.parallelStream().map(it -> suite.process(it + "-service").kill()).toList();
    try {
      var before = tables();
      forgetProgress(admin);
      return before;
    } finally {
      killed.forEach(ServiceProcess.Killed::startAgain);
    }
  }

  private void awaitSent() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              for (var service : SERVICES) {
                assertThat(new Database(suite, service).rows("select seq from outbox_event"))
                    .isEmpty();
              }
            });
  }

  private List<String> toldHealth() throws SQLException {
    return new Database(suite, "health")
        .rows(
            "select installation_id, told ->> 'status', revision from installation_health where told is not null order by 1");
  }

  private List<String> heardHealth() throws SQLException {
    return new Database(suite, "deployment")
        .rows("select installation_id, status, revision from known_health order by 1");
  }

  private Map<String, String> tables() throws SQLException {
    var tables = new TreeMap<String, String>();
    for (var service : SERVICES) {
      tables.putAll(new Database(suite, service).snapshot());
    }
    return tables;
  }

  /** A group can go when the sessions of its killed members have ended. */
  private static void forgetProgress(Admin admin) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () -> {
              var left = new ArrayList<>(SERVICES);
              left.retainAll(groups(admin));
              admin.deleteConsumerGroups(left).all().get();
              return left.isEmpty();
            });
  }

  private static List<String> groups(Admin admin) throws Exception {
    return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
  }

  private static void awaitConsumed(Admin admin) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(Duration.ofMinutes(3))
        .until(() -> hasConsumed(admin));
  }

  private static boolean hasConsumed(Admin admin) throws Exception {
    for (var service : SERVICES) {
      var committed = committed(admin, service);
      var latest = new HashMap<TopicPartition, OffsetSpec>();
      committed.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
      var ends = admin.listOffsets(latest);
      for (var it : committed.entrySet()) {
        // The mark of Kafka's own transaction is an offset, but no record.
        if (ends.partitionResult(it.getKey()).get().offset() > it.getValue().offset() + 1) {
          return false;
        }
      }
    }
    return true;
  }

  private static void awaitHeardAgain(Admin admin, Map<Heard, Long> before) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> {
              var now = progress(admin);
              assertThat(before)
                  .allSatisfy(
                      (it, offset) ->
                          assertThat(now.get(it)).isNotNull().isGreaterThanOrEqualTo(offset));
            });
  }

  private static Map<Heard, Long> progress(Admin admin) throws Exception {
    var progress = new HashMap<Heard, Long>();
    for (var service : SERVICES) {
      committed(admin, service)
          .forEach((partition, it) -> progress.put(new Heard(service, partition), it.offset()));
    }
    return progress;
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String service)
      throws Exception {
    return admin.listConsumerGroupOffsets(service).partitionsToOffsetAndMetadata().get();
  }

  private record Heard(String service, TopicPartition partition) {}
}
