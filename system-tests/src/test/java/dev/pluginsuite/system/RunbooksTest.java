package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What an operator is told to do, done as it is written. */
class RunbooksTest {
  private final Suite suite = Suite.running();
  private final Consistency consistency = new Consistency(suite);

  @Test
  void what_a_projection_lost_is_found_and_said_again() throws Exception {
    var id = new TestPlugin("lost-and-said-again", "1.0.0").pending(suite);
    consistency.await();
    changeByHand("delete from deployment.known_packages where package_id = ?", id);
    // An installation that has just come is judged meanwhile, and that is heard a little later.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(consistency.faults())
                    .singleElement()
                    .asString()
                    .startsWith("deployment registry.packages " + id));

    var said = run("republish.sh", "registry", "registry.packages");

    assertThat(said.code()).as(said.output()).isZero();
    assertThat(said.output()).containsPattern("[1-9][0-9]* states of registry.packages said again");
    consistency.await();
  }

  /** As somebody does who should not. */
  private void changeByHand(String sql, String packageId) throws SQLException {
    try (var connection = consistency.administrator();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(packageId));
      assertThat(statement.executeUpdate()).isOne();
    }
  }

  /** Whatever is wrong in it: its revision is the owner's all the same. */
  @Test
  void a_projection_is_rebuilt() throws Exception {
    var id = new TestPlugin("rebuilt", "1.0.0").approved(suite);
    consistency.await();
    changeByHand(
        "update deployment.known_packages set status = 'REJECTED' where package_id = ?", id);

    var rebuilt = run("rebuild.sh", "deployment", "registry.packages");

    assertThat(rebuilt.code()).as(rebuilt.output()).isZero();
    assertThat(rebuilt.output()).contains("registry.packages: 1 processes, 0 left");
    // The last ones may still be on their way.
    consistency.await();
    assertThat(knownStatus(id)).isEqualTo("APPROVED");
  }

  private String knownStatus(String packageId) throws SQLException {
    try (var connection = consistency.administrator();
        var statement =
            connection.prepareStatement(
                "select status from deployment.known_packages where package_id = ?")) {
      statement.setObject(1, UUID.fromString(packageId));
      var row = statement.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** Somebody forgot to commit. */
  @Test
  void what_a_stuck_consumer_waits_for_is_found_and_ended() throws Exception {
    try (var forgotten = consistency.administrator()) {
      forgotten.setAutoCommit(false);
      try (var lock = forgotten.createStatement()) {
        lock.execute("lock table deployment.known_packages in exclusive mode");
      }
      var id = new TestPlugin("stuck", "1.0.0").pending(suite);

      var stuck = runUntil(it -> it.output().contains(id), "stuck-consumer.sh", "deployment");

      assertThat(stuck.code()).isOne();
      assertThat(stuck.output())
          .containsPattern(
              "registry\\.packages-[0-9]+ at [0-9]+ \\(" + id + "\\), said 20.* on 127");
      assertThat(blockersOf("deployment")).containsExactly(pid(forgotten));
      terminate(pid(forgotten));
    }
    var heard = run("consumers.sh", "deployment", "--wait");
    assertThat(heard.code()).as(heard.output()).isZero();
    assertThat(run("stuck-consumer.sh", "deployment").output()).contains("Nothing is stuck.");
  }

  private Runbook runUntil(Predicate<Runbook> seen, String script, String... arguments) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> run(script, arguments), seen);
  }

  private static long pid(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private Set<Long> blockersOf(String service) throws SQLException, IOException {
    var sql = Files.readString(Suite.ROOT.resolve("deploy/runbooks/blockers.sql"));
    try (var connection = consistency.administrator();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var blockers = new HashSet<Long>();
      while (rows.next()) {
        if (rows.getString("waits").equals(service)) {
          blockers.add(rows.getLong("blocker"));
        }
      }
      return blockers;
    }
  }

  private void terminate(long pid) throws SQLException {
    try (var connection = consistency.administrator();
        var statement = connection.prepareStatement("select pg_terminate_backend(?)")) {
      statement.setInt(1, Math.toIntExact(pid));
      statement.execute();
    }
  }

  @Test
  void dead_letters_are_handed_to_their_consumer_again() throws Exception {
    var replayed = run("replay-dead-letters.sh", "installation", "registry.packages");

    assertThat(replayed.output()).containsPattern("[0-9]+ handled, 0 left");
    assertThat(replayed.code()).isZero();
  }

  @Test
  void a_package_is_revoked_once_somebody_says_yes() throws Exception {
    var id = new TestPlugin("revoked-by-hand", "1.0.0").approved(suite);
    var reason = "A \"quoted\" reason\nof two lines";

    var dry = run("revoke.sh", id, reason);
    assertThat(dry.output()).contains("Nothing was changed");
    assertThat(statusOf(id)).isEqualTo("APPROVED");

    var wet = run("revoke.sh", id, reason, "--yes");
    assertThat(wet.output()).contains("sites have confirmed");
    assertThat(wet.code()).isZero();
    assertThat(statusOf(id)).isEqualTo("REVOKED");
  }

  private String statusOf(String packageId) throws IOException, InterruptedException {
    var path = TestPlugin.PACKAGES + "/" + packageId;
    return suite.as(User.CENTRAL_IT).get(path).expect(200).text("status");
  }

  @Test
  void a_package_that_has_other_bytes_is_found() throws Exception {
    var plugin = new TestPlugin("checked-by-hand", "1.0.0");
    var id = plugin.pending(suite);
    assertThat(run("check.sh", id).output()).contains("1 whole, 0 not");
    var checksum = TestPlugin.sha256(plugin.bytes());
    var object =
        suite.packages().resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum);
    Files.write(object, new byte[] {1, 2, 3});

    var checked = run("check.sh");

    Files.write(object, plugin.bytes());
    assertThat(checked.output()).contains(id + " is not what its digest says");
    assertThat(checked.code()).isOne();
  }

  @Test
  void a_site_comes_and_goes() throws Exception {
    var added = run("add-site.sh", "site-by-hand", "By hand", "demo-group", "9.1.0", "1.0.0");
    assertThat(added.code()).as(added.output()).isZero();
    assertThat(added.output().lines().reduce("", (before, last) -> last)).hasSizeGreaterThan(20);

    var removed = run("remove-site.sh", "site-by-hand", "It was only a test.", "--force");
    assertThat(removed.output()).contains("site-by-hand is closed");
    assertThat(removed.code()).isZero();
  }

  /** As in a cluster: the files change first, and whoever reads them is restarted. */
  @Test
  void a_new_approval_key_signs_and_what_the_old_one_signed_stays_good() throws Exception {
    var before = new TestPlugin("signed-before", "1.0.0").approved(suite);

    var rotated = run("keys.sh", "rotate-approval", suite.state().resolve("keys").toString());
    suite.process("registry-service").stop().startAgain();

    assertThat(rotated.code()).as(rotated.output()).isZero();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> suite.as(User.CENTRAL_IT).get(TestPlugin.PACKAGES).status() == 200);
    var after = new TestPlugin("signed-after", "1.0.0").approved(suite);
    assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
    for (var id : List.of(before, after)) {
      var install = Api.json().put("packageId", id).put("siteId", "site-1");
      var centralIt = suite.as(User.CENTRAL_IT);
      var path =
          "/admin/plugins/"
              + centralIt.post("/admin/plugins/install", install).expect(201, 202).text("id");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> centralIt.get(path).expect(200).text("status").equals("INSTALLED"));
    }
  }

  private String keyOf(String packageId) throws IOException, InterruptedException {
    var attestation = TestPlugin.PACKAGES + "/" + packageId + "/attestation";
    var envelope = suite.as(User.CENTRAL_IT).get(attestation).expect(200).body();
    return envelope.findPath("keyid").asText();
  }

  @Test
  void what_would_lead_elsewhere_is_not_sent() throws Exception {
    var refused = run("remove-site.sh", "../packages", "No.");

    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("Not a name");
  }

  private Runbook run(String script, String... arguments) throws IOException, InterruptedException {
    return Runbook.run(suite, script, arguments);
  }
}
