package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pluginsuite.infra.Infrastructure;
import dev.pluginsuite.infra.Infrastructure.Part;
import dev.pluginsuite.infra.Postgres;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.system.released.ReleasedState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was saved of a running suite becomes the state of another. Only where PostgreSQL's own tools
 * are, of the server's version or newer: the folder {@code postgres.bin} has them.
 */
class BackupTest {
  private static final String TOOLS = System.getProperty("postgres.bin", "");

  private final Suite suite = Suite.running();

  @BeforeAll
  static void the_tools_are_there() {
    assumeThat(TOOLS).as("-Dpostgres.bin").isNotEmpty();
  }

  @Test
  void what_was_saved_is_there_after_a_restore_and_what_came_after_is_not() throws Exception {
    var saved = new TestPlugin("saved", "1.0.0").approved(suite);
    var backup = Suite.emptyState("backup");
    var written = Runbook.run(here(), "backup.sh", backup.toString());
    assertThat(written.code()).as(written.output()).isZero();
    var after = new TestPlugin("not-saved", "1.0.0").approved(suite);
    var state = Suite.emptyState("restored-backup");

    assertRefusedWhileServicesRun(backup);
    restore(backup, state);

    try (var restored = Suite.on(state)) {
      UpgradeTest.assertWhole(restored);
      var centralIt = restored.as(User.CENTRAL_IT);
      var there = centralIt.get(TestPlugin.PACKAGES + "/" + saved).expect(200);
      assertThat(there.text("status")).isEqualTo("APPROVED");
      centralIt.get(TestPlugin.PACKAGES + "/" + after).expect(404);
    }
  }

  private void assertRefusedWhileServicesRun(Path backup) throws Exception {
    var refused = Runbook.run(here(), "restore.sh", backup.toString(), "--yes");
    assertThat(refused.output()).contains("Stop the services first; connected are: ");
    assertThat(refused.code()).isOne();
  }

  /** Keys are saved as the Secrets that they are; the rest is another machine's. */
  private void restore(Path backup, Path state) throws Exception {
    ReleasedState.copy(suite.state().resolve("keys"), state.resolve("keys"));
    try (var infrastructure =
        Infrastructure.with(Part.POSTGRES).state(state.resolve("infra")).start()) {
      var there = there(infrastructure.postgres(), state.resolve("packages"));
      var dry = Runbook.run(there, "restore.sh", backup.toString());
      assertThat(dry.output()).contains("There is no suite", "Nothing was changed");
      assertBrokenIsRefused(backup, there);

      var done = Runbook.run(there, "restore.sh", backup.toString(), "--yes");

      assertThat(done.code()).as(done.output()).isZero();
    }
  }

  private static void assertBrokenIsRefused(Path backup, Map<String, String> there)
      throws IOException, InterruptedException {
    var broken = backup.resolve("packages/broken");
    Files.writeString(broken, "other bytes");
    Files.writeString(
        backup.resolve("SHA256SUMS"),
        "0".repeat(64) + "  ./packages/broken\n",
        StandardOpenOption.APPEND);

    var refused = Runbook.run(there, "restore.sh", backup.toString(), "--yes");

    assertThat(refused.output()).contains("is not as it was written");
    assertThat(refused.code()).isOne();
    Files.delete(broken);
    var sums = Files.readAllLines(backup.resolve("SHA256SUMS"));
    Files.write(backup.resolve("SHA256SUMS"), sums.subList(0, sums.size() - 1));
  }

  private Map<String, String> here() {
    var address = suite.configuration("registry-service").getProperty("suite.database");
    var port = URI.create("postgresql://" + address).getPort();
    return database(port, suite.secret("postgres.admin"), suite.packages());
  }

  private static Map<String, String> there(Postgres postgres, Path packages) {
    return database(postgres.port(), postgres.adminPassword(), packages);
  }

  private static Map<String, String> database(int port, String password, Path packages) {
    return Map.of(
        "PGHOST",
        "127.0.0.1",
        "PGPORT",
        String.valueOf(port),
        "PGUSER",
        "postgres",
        "PGPASSWORD",
        password,
        "PGDATABASE",
        "suite",
        "SUITE_PACKAGES",
        packages.toString(),
        "POSTGRES_BIN",
        TOOLS);
  }
}
