package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * When changes and their effects were committed, by the one clock of PostgreSQL, in seconds. A row
 * tells when it was last written, so that the revisions have to be the same.
 */
record CommitTimes(List<Double> changes, List<Double> effects, List<Double> latencyMillis) {
  private static final String OF_REGISTRIES =
      """
      select extract(epoch from pg_xact_commit_timestamp(r.xmin))::double precision,
             extract(epoch from pg_xact_commit_timestamp(k.xmin))::double precision
      from registry.plugin_registries r
      join installation.known_registries k on k.registry_id = r.id and k.revision = r.revision
      where r.id between ? and ?""";

  /** Of the registries whose ids are in this range; those without an effect are left out. */
  static CommitTimes between(RunningSuite suite, String first, String last)
      throws IOException, SQLException {
    var times = new CommitTimes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (var connection = suite.database();
        var statement = connection.prepareStatement(OF_REGISTRIES)) {
      statement.setString(1, first);
      statement.setString(2, last);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          times.add(rows.getDouble(1), rows.getDouble(2));
        }
      }
    }
    return times;
  }

  private void add(double change, double effect) {
    changes.add(change);
    effects.add(effect);
    latencyMillis.add((effect - change) * 1e3);
  }

  int count() {
    return changes.size();
  }

  /** How many happened a second, from the first to the last. */
  static double perSecond(List<Double> times) {
    var all = new Distribution(times);
    return (all.count() - 1) / (all.max() - all.min());
  }
}
