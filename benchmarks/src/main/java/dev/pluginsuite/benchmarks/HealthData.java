package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Installations and a month of their samples, made by the database itself. */
final class HealthData {
  static final String SITE = "bench-health";
  static final int DAYS = 30;
  private static final int MINUTES = 24 * 60;

  private static final String ID = "md5('bench-' || n)::uuid";
  private static final String PACKAGE = "md5('bench-package')::uuid";

  private static final String INSTALLATIONS =
      """
      insert into known_installations (installation_id, site_id, plugin_id, package_id, version, status, generation, revision)
      select %s, '%s', 'bench-plugin', %s, '1.0.0', 'ACTIVE', 1, 1 from generate_series(0, %d - 1) as n\
      """;

  private static final String JUDGED =
      """
      insert into installation_health (installation_id, package_id, generation, known_since, counted_from, status, since, unwell_since,
        reasons, figures, revision, due_at)
      select installation_id, package_id, generation, now() - interval '1 day', '-infinity', 'UNKNOWN', now(), now(),
        '[{"code": "too-few-samples", "status": "UNKNOWN", "value": 0.0, "limit": 2.0}]',
        '{"samples": 0, "errorCount": 0, "warningCount": 0}', 0, 'infinity'
      from known_installations where plugin_id = 'bench-plugin' on conflict do nothing\
      """;

  /** Every minute of a day, of so many installations. */
  private static final String DAY =
      """
      insert into plugin_health_logs (installation_id, recorded_at, received_at, package_id, generation,
        error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count)
      select %s, t, t, %s, 1, m %% 3, 1, 100 + m %% 50, 256, 15.5, 100
      from generate_series(0, %d - 1) as n, generate_series(0, %d - 1) as m,
        lateral (select timestamptz '%s' + m * interval '1 minute' + interval '1 millisecond' as t) at
      on conflict do nothing\
      """;

  /** As a pass makes them, save that all have the sketch of one that a pass has made. */
  private static final String ROLLUPS =
      """
      insert into health_rollups (installation_id, width, starts_at, package_id, sample_count, error_count, warning_count,
        execution_count, latency_max, memory_max, cpu_max, latency)
      select installation_id, %d, date_bin('%d seconds', recorded_at, 'epoch'), package_id, count(*), sum(error_count), sum(warning_count),
        sum(execution_count), max(avg_execution_time), max(memory_usage), max(cpu_usage),
        (select latency from health_rollups limit 1)
      from plugin_health_logs where recorded_at >= '%s' and recorded_at < '%s'
      group by 1, 3, 4 on conflict do nothing\
      """;

  private static final String LATELY =
      """
      insert into plugin_health_logs (installation_id, recorded_at, received_at, package_id, generation,
        error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count)
      select installation_id, now() - m * interval '1 minute', now(), package_id, 1, 0, 1, 100, 256, 15.5, 100
      from known_installations, generate_series(0, 9) as m where plugin_id = 'bench-plugin' on conflict do nothing\
      """;

  private final RunningSuite suite;
  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

  HealthData(RunningSuite suite) {
    this.suite = suite;
  }

  Connection connect() throws IOException, SQLException {
    var connection = suite.database();
    run(connection, "set search_path = health");
    return connection;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void installations(int count) throws IOException, SQLException {
    try (var connection = connect()) {
      run(connection, INSTALLATIONS.formatted(ID, SITE, PACKAGE, count));
      run(connection, "analyze known_installations");
    }
  }

  /** Nobody is due before a benchmark says so. */
  void judged() throws IOException, SQLException {
    try (var connection = connect()) {
      run(connection, JUDGED);
      run(connection, "analyze installation_health");
    }
  }

  /** How many installations say something every minute of a month to make so many rows. */
  static int sayingAllMonth(long rows) {
    return Math.toIntExact(Math.max(1, rows / DAYS / MINUTES));
  }

  void month(long rows) throws IOException, SQLException {
    try (var connection = connect()) {
      for (int ago = 1; ago <= DAYS; ago++) {
        var day = today.minus(ago, ChronoUnit.DAYS);
        run(connection, DAY.formatted(ID, PACKAGE, sayingAllMonth(rows), MINUTES, day));
        for (int width : new int[] {300, 3600}) {
          run(connection, ROLLUPS.formatted(width, width, day, day.plus(1, ChronoUnit.DAYS)));
        }
      }
      run(connection, "vacuum analyze plugin_health_logs");
      run(connection, "vacuum analyze health_rollups");
    }
  }

  void lately() throws IOException, SQLException {
    try (var connection = connect()) {
      run(connection, LATELY);
      run(connection, "vacuum analyze plugin_health_logs");
    }
  }

  String day(int ago) {
    var date = today.minus(ago, ChronoUnit.DAYS).toString().substring(0, 10);
    return "plugin_health_logs_" + date.replace("-", "");
  }

  /** The id that the database gives the n-th installation. */
  static String installation(Connection connection, int n) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select " + ID.replace("n)", n + ")"))) {
      rows.next();
      return rows.getString(1);
    }
  }
}
