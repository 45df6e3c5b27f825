package dev.pluginsuite.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** A deployment to many sites, and what the tables say of it. */
final class Rollout {
  private static final String DEPLOYMENTS = "/admin/plugin-registry/deployments/";
  private static final Set<String> GOES_ON = Set.of("SCHEDULED", "IN_PROGRESS", "ROLLING_BACK");

  private final Suite suite;
  private final String id;

  private Rollout(Suite suite, String id) {
    this.suite = suite;
    this.id = id;
  }

  static Rollout begin(
      Suite suite, String type, String packageId, List<String> sites, ObjectNode strategy)
      throws IOException, InterruptedException {
    var body = Api.json().put("packageId", packageId).put("deploymentType", type);
    var ids = body.putArray("siteIds");
    sites.forEach(ids::add);
    body.set("strategy", strategy);
    var answer = suite.as(User.CENTRAL_IT).post("/admin/plugin-registry/deploy", body).expect(201);
    return new Rollout(suite, answer.text("id"));
  }

  /** The canary, then 5, 20, 25 percent, and the rest. */
  static ObjectNode fiveWaves() {
    var strategy = Api.json();
    var waves = strategy.putArray("waves");
    waves.addObject().put("count", 1);
    List.of(5, 20, 25).forEach(it -> waves.addObject().put("percent", it));
    return strategy;
  }

  JsonNode read() throws IOException, InterruptedException {
    return suite.as(User.CENTRAL_IT).get(DEPLOYMENTS + id).expect(200).data();
  }

  private String status() throws IOException, InterruptedException {
    return read().path("status").asText();
  }

  /** Whether it may still change by itself. Who does not answer has not said that it may not. */
  boolean goesOn() throws InterruptedException {
    try {
      return GOES_ON.contains(status());
    } catch (IOException away) {
      return true;
    }
  }

  void await(Duration patience, String status) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(patience)
        .ignoreExceptions()
        .until(this::status, status::equals);
  }

  void cancel() throws IOException, InterruptedException {
    suite.as(User.CENTRAL_IT).post(DEPLOYMENTS + id + "/cancel", Api.json()).expect(200);
  }

  /** Site, wave and status of each target, by wave and site. */
  List<String> targets() throws SQLException {
    return rows(
        "select site_id, wave, status from plugin_deployment_targets where deployment_id = ?::uuid order by wave, site_id");
  }

  /** The sites that were ever asked. */
  List<String> asked() throws SQLException {
    return rows(
        "select site_id from plugin_deployment_targets where deployment_id = ?::uuid and command_id is not null order by 1");
  }

  /** When too many of its sites had failed, or were not well. */
  Instant breachedAt() throws SQLException {
    return Instant.ofEpochMilli(
        Long.parseLong(
            rows("select (extract(epoch from at) * 1000)::bigint from plugin_deployment_history where deployment_id = ?::uuid and action = 'breach'")
                .get(0)));
  }

  /** Counters that say something else than the rows. */
  List<String> miscounted() throws SQLException {
    return rows(
        """
        select d.id, d.success_count, d.failure_count from plugin_deployments d
        join plugin_deployment_targets t on t.deployment_id = d.id
        where d.id = ?::uuid
        group by d.id
        having d.target_count <> count(*)
          or d.success_count <> count(*) filter (where t.status = 'SUCCEEDED')
          or d.failure_count <> count(*) filter (where t.status in ('FAILED', 'TIMED_OUT'))
          or d.cancelled_count <> count(*) filter (where t.status = 'CANCELLED')
          or d.skipped_count <> count(*) filter (where t.status = 'SKIPPED')""");
  }

  /** How many seconds after the last answer of the wave before each site was asked. */
  List<Double> secondsAfterThreshold() throws SQLException {
    return rows(
            """
            select extract(epoch from t.started_at - before.answered)
            from plugin_deployment_targets t
            join (select deployment_id, wave, max(ended_at) as answered
                  from plugin_deployment_targets group by deployment_id, wave) before
              on before.deployment_id = t.deployment_id and before.wave = t.wave - 1
            where t.deployment_id = ?::uuid order by 1""")
        .stream()
        .map(Double::valueOf)
        .toList();
  }

  private List<String> rows(String sql) throws SQLException {
    return new Database(suite, "deployment").rows(sql, id);
  }
}
