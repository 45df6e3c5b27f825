package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What services know of each other, as the runbook {@code consistency.sql} compares it. */
final class Consistency {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TAKEN =
      "select installation_id::text from health.known_installations where site_id like 'zz-seat-%'";

  private final Suite suite;

  Consistency(Suite suite) {
    this.suite = suite;
  }

  /** Everything that was said has been heard. */
  void await() {
    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(faults()).isEmpty());
  }

  /** But for the installations that {@link SeatClaims} took from their owner's table. */
  List<String> faults() throws SQLException, IOException {
    var sql =
        "select * from (\n%s) found where id not in (%s)"
            .formatted(
                Files.readString(Suite.ROOT.resolve("deploy/runbooks/consistency.sql")), TAKEN);
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

  Connection administrator() throws SQLException {
    var address = suite.configuration("registry-service").getProperty("suite.database");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address, "postgres", suite.secret("postgres.admin"));
  }
}
