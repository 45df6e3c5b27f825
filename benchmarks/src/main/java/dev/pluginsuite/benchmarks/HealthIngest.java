package dev.pluginsuite.benchmarks;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Samples in batches of a thousand, through the service and past it. */
final class HealthIngest {
  static final int BATCH = 1_000;
  static final int CALLERS = 4;
  private static final int MILLIS_APART = 6;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String FLOOR =
      """
      insert into floor_samples (installation_id, recorded_at, received_at, package_id, generation,
        error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count)
      select id, at, now(), md5('bench-package')::uuid, 1, errors, warnings, latency, memory, cpu, executions
      from unnest(?::uuid[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::float8[], ?::bigint[])
        as s(id, at, errors, warnings, latency, memory, cpu, executions)\
      """;

  private final RunningSuite suite;
  private final HealthData data;
  private final URI at;
  private final List<String> installations = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SiteTokens tokens;
  private final AtomicBoolean told = new AtomicBoolean();
  private final Instant from = Instant.now().minus(Duration.ofHours(20));

  HealthIngest(RunningSuite suite, HealthData data, URI service) {
    this.suite = suite;
    this.data = data;
    this.tokens = new SiteTokens(suite);
    this.at = service.resolve("/api/v1/sites/" + HealthData.SITE + "/health");
  }

  void prepare(int count) throws IOException, InterruptedException, SQLException {
    enrol();
    try (var connection = data.connect()) {
      for (int n = 0; n < count; n++) {
        installations.add(HealthData.installation(connection, n));
      }
      HealthData.run(
          connection, "create table floor_samples (like plugin_health_logs including all)");
    }
  }

  private void enrol() throws IOException, InterruptedException {
    var sites = "/admin/plugin-registry/sites";
    var centralIt = new Api(suite.api("/"), suite.tokens(), User.CENTRAL_IT);
    var body =
        Api.json()
            .put("id", HealthData.SITE)
            .put("name", HealthData.SITE)
            .put("mesVersion", "9.1.0")
            .put("apiVersion", "1.0.0");
    centralIt.post(sites, body).expect(201);
    var site = sites + "/" + HealthData.SITE;
    Until.holds(Duration.ofMinutes(5), () -> centralIt.get(site).text("status").equals("ACTIVE"));
    tokens.enrol(
        HealthData.SITE, centralIt.post(site + "/enrolment", Api.json()).expect(201).text("token"));
  }

  ClosedLoop.Result throughTheService(int offset, int seconds)
      throws InterruptedException, ExecutionException {
    return new ClosedLoop(CALLERS).run(seconds, i -> send(offset + i));
  }

  private boolean send(int index) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(at)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + tokens.token(HealthData.SITE))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body(index)))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    var isTaken =
        answer.statusCode() == 200
            && Api.parse(answer.body()).at("/data/accepted").asInt() == BATCH;
    if (!isTaken && !told.getAndSet(true)) {
      System.out.printf("Not taken: %d %.500s%n", answer.statusCode(), answer.body());
    }
    return isTaken;
  }

  private String body(int index) {
    var body = new StringBuilder(BATCH * 200).append("{\"samples\":[");
    for (int i = 0; i < BATCH; i++) {
      var sample = (long) index * BATCH + i;
      body.append(i == 0 ? "" : ",")
          .append("{\"installationId\":\"")
          .append(installation(sample))
          .append("\",\"recordedAt\":\"")
          .append(time(sample))
          .append(
              "\",\"errorCount\":0,\"warningCount\":1,\"avgExecutionTime\":150.5,\"memoryUsage\":256,\"cpuUsage\":15.5,\"executionCount\":100}");
    }
    return body.append("]}").toString();
  }

  /** Those of all installations, and then again. */
  private String installation(long sample) {
    return installations.get((int) (sample % installations.size()));
  }

  /** Of ten thousand installations one a minute each; all runs together stay in the past. */
  private Instant time(long sample) {
    var round = sample / installations.size();
    return from.plusMillis(MILLIS_APART * round * installations.size());
  }

  /** The same rows by a statement for a thousand, into a table of the same columns and key. */
  ClosedLoop.Result pastTheService(int offset, int seconds)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(CALLERS);
    try {
      for (int i = 0; i < CALLERS; i++) {
        connections.add(data.connect());
      }
      return new ClosedLoop(CALLERS).run(seconds, i -> insert(connections, offset + i));
    } finally {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private boolean insert(BlockingQueue<Connection> connections, int index)
      throws IOException, InterruptedException {
    var connection = connections.take();
    try (var statement = connection.prepareStatement(FLOOR)) {
      var ids = new UUID[BATCH];
      var times = new OffsetDateTime[BATCH];
      for (int i = 0; i < BATCH; i++) {
        var sample = (long) index * BATCH + i;
        ids[i] = UUID.fromString(installation(sample));
        times[i] = time(sample).atOffset(ZoneOffset.UTC);
      }
      statement.setArray(1, connection.createArrayOf("uuid", ids));
      statement.setArray(2, connection.createArrayOf("timestamptz", times));
      set(statement, 3, "bigint", 0L);
      set(statement, 4, "bigint", 1L);
      set(statement, 5, "float8", 150.5);
      set(statement, 6, "float8", 256.0);
      set(statement, 7, "float8", 15.5);
      set(statement, 8, "bigint", 100L);
      return statement.executeUpdate() == BATCH;
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      connections.add(connection);
    }
  }

  private static void set(PreparedStatement statement, int at, String type, Object value)
      throws SQLException {
    var column = Collections.nCopies(BATCH, value).toArray();
    statement.setArray(at, statement.getConnection().createArrayOf(type, column));
  }
}
