package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator is told to do, done as it is written. */
class RunbooksTest {
  private static final Path FOLDER = Suite.ROOT.resolve("deploy/runbooks");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TAKEN =
      "select installation_id::text from health.known_installations where site_id like 'zz-seat-%'";

  private final Suite suite = Suite.running();

  @Test
  void what_a_projection_lost_is_found_and_said_again() throws Exception {
    var id = new TestPlugin("lost-and-said-again", "1.0.0").pending(suite);
    awaitConsistent();
    forget(id);
    assertThat(inconsistencies())
        .singleElement()
        .asString()
        .startsWith("deployment registry.packages " + id);

    var said = run("republish.sh", "registry", "registry.packages");

    assertThat(said.code()).as(said.output()).isZero();
    assertThat(said.output()).containsPattern("[1-9][0-9]* states of registry.packages said again");
    awaitConsistent();
  }

  private void forget(String packageId) throws SQLException {
    try (var connection = administrator();
        var statement =
            connection.prepareStatement(
                "delete from deployment.known_packages where package_id = ?")) {
      statement.setObject(1, UUID.fromString(packageId));
      assertThat(statement.executeUpdate()).isOne();
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
  void a_site_comes_and_goes() throws Exception {
    var added = run("add-site.sh", "site-by-hand", "By hand", "demo-group", "9.1.0", "1.0.0");
    assertThat(added.code()).as(added.output()).isZero();
    assertThat(added.output().lines().reduce("", (before, last) -> last)).hasSizeGreaterThan(20);

    var removed = run("remove-site.sh", "site-by-hand", "It was only a test.", "--force");
    assertThat(removed.output()).contains("site-by-hand is closed");
    assertThat(removed.code()).isZero();
  }

  @Test
  void what_would_lead_elsewhere_is_not_sent() throws Exception {
    var refused = run("remove-site.sh", "../packages", "No.");

    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("Not a name");
  }

  private void awaitConsistent() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(inconsistencies()).isEmpty());
  }

  /** But for the installations that {@link SeatClaims} took from their owner's table. */
  private List<String> inconsistencies() throws SQLException, IOException {
    var sql =
        "select * from (\n%s) found where id not in (%s)"
            .formatted(Files.readString(FOLDER.resolve("consistency.sql")), TAKEN);
    try (var connection = administrator();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add("%s %s %s".formatted(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
      return found;
    }
  }

  private Connection administrator() throws SQLException {
    var address = suite.configuration("registry-service").getProperty("suite.database");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address, "postgres", suite.secret("postgres.admin"));
  }

  private Outcome run(String script, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("bash", FOLDER.resolve(script).toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SUITE_URL", suite.gateway().toString());
    builder.environment().put("SUITE_TOKEN", suite.tokens().of(User.CENTRAL_IT));
    builder.environment().put("SUITE_PATIENCE", String.valueOf(PATIENCE.toSeconds()));
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  private record Outcome(int code, String output) {}
}
