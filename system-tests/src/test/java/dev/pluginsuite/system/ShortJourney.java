package dev.pluginsuite.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * One plugin through all five services: submitted, approved, deployed to a site, measured. Patient
 * with services that are away, as any client has to be: it asks again with the same idempotency
 * key.
 */
final class ShortJourney {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Suite suite;
  private final TestPlugin plugin;
  private final HttpClient http = HttpClient.newHttpClient();

  ShortJourney(Suite suite, String pluginId) {
    this.suite = suite;
    this.plugin = new TestPlugin(pluginId, "1.0.0");
  }

  List<String> runUnchecked() {
    try {
      return run();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the services then hold about the plugin, less what is never the same twice. */
  List<String> run() throws IOException, InterruptedException, SQLException {
    var packageId = submit();
    approve(packageId);
    deploy(packageId);
    var installationId = installation();
    measure(installationId);
    awaitKnownActive(installationId);
    return rows(packageId, installationId);
  }

  private String submit() throws IOException, InterruptedException {
    var body = until(() -> plugin.submission(suite, plugin.bytes()), it -> true);
    var id =
        post(User.DEVELOPER, TestPlugin.PACKAGES, body, 201, 202).path("data").path("id").asText();
    until(() -> packageOf(id), it -> it.path("validation").asText().equals("PASSED"));
    return id;
  }

  private void approve(String id) {
    until(
        () -> {
          if (!packageOf(id).path("status").asText().equals("APPROVED")) {
            TestPlugin.approve(suite, id).expect(200, 409, 412);
          }
          return packageOf(id);
        },
        it -> it.path("status").asText().equals("APPROVED"));
  }

  private void deploy(String packageId) throws IOException, InterruptedException {
    var body = Api.json().put("packageId", packageId).put("deploymentType", "INSTALL");
    body.putArray("siteIds").add("site-1");
    var id =
        post(User.CENTRAL_IT, "/admin/plugin-registry/deploy", body, 201, 202)
            .path("data")
            .path("id")
            .asText();
    until(
        () -> data(suite.as(User.CENTRAL_IT).get("/admin/plugin-registry/deployments/" + id)),
        it -> it.path("status").asText().equals("COMPLETED"));
  }

  private String installation() {
    return until(
            () ->
                data(
                    suite
                        .as(User.CENTRAL_IT)
                        .get("/admin/plugins/installed?siteId=site-1&pluginId=" + plugin.id())),
            it -> it.size() == 1 && it.get(0).path("status").asText().equals("ACTIVE"))
        .get(0)
        .path("id")
        .asText();
  }

  private void measure(String installationId) throws IOException, InterruptedException {
    var sample =
        Api.json()
            .put("errorCount", 0)
            .put("warningCount", 2)
            .put("avgExecutionTime", 150)
            .put("memoryUsage", 256)
            .put("cpuUsage", 15.5)
            .put("recordedAt", Instant.now().minusSeconds(5).toString());
    post(User.SITE_1_ADMIN, "/admin/plugins/" + installationId + "/health", sample, 200, 201);
  }

  /** What is known of it comes one after the other; a sample is taken after the first. */
  private void awaitKnownActive(String installationId) {
    until(
        () ->
            new Database(suite, "health")
                .rows(
                    "select status from known_installations where installation_id = ?::uuid",
                    installationId),
        List.of("ACTIVE")::equals);
  }

  private JsonNode post(User user, String path, JsonNode body, int... statuses) {
    var key = UUID.randomUUID().toString();
    return until(() -> new Answer(path, 0, "", send(user, path, body, key, statuses)), it -> true)
        .body();
  }

  private JsonNode send(User user, String path, JsonNode body, String key, int... statuses)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(suite.gateway().resolve("/api/v1" + path))
            .timeout(Duration.ofSeconds(40))
            .header("Authorization", "Bearer " + suite.tokens().of(user))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .header("Prefer", "respond-async")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    var tree = answer.body().isBlank() ? Api.json() : Api.parse(answer.body());
    return new Answer(path, answer.statusCode(), "", tree).expect(statuses).body();
  }

  private JsonNode packageOf(String id) throws IOException, InterruptedException {
    return data(suite.as(User.CENTRAL_IT).get(TestPlugin.PACKAGES + "/" + id));
  }

  private static JsonNode data(Answer answer) throws IOException {
    return answer.expect(200).data();
  }

  private List<String> rows(String packageId, String installationId) throws SQLException {
    var rows = new ArrayList<String>();
    add(
        rows,
        "registry",
        "select 'package', status, validation, revision from plugin_packages where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "registry",
        "select 'submission', outcome from plugin_submissions where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "registry",
        "select 'audit', action, before_state, after_state from audit_entry where subject_id = ? order by id",
        packageId);
    add(
        rows,
        "registry",
        "select 'known', live, in_desired_state from known_installations where package_id = ?::uuid",
        packageId);
    add(
        rows,
        "installation",
        "select 'known', status from known_packages where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "installation",
        "select 'installation', desired, observed, status from plugin_installations where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "deployment",
        "select 'deployment', status, target_count, success_count, failure_count from plugin_deployments where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "deployment",
        "select 'target', site_id, status from plugin_deployment_targets where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "health",
        "select 'known', status from known_installations where plugin_id = ?",
        plugin.id());
    add(
        rows,
        "health",
        "select 'sample', error_count, warning_count from plugin_health_logs where installation_id = ?::uuid and memory_usage = 256 and cpu_usage = 15.5",
        installationId);
    return rows;
  }

  private void add(List<String> rows, String service, String sql, String id) throws SQLException {
    new Database(suite, service).rows(sql, id).forEach(row -> rows.add(service + " " + row));
  }

  /** Answers of services that are away are no answers. */
  private static <T> T until(Attempt<T> attempt, Predicate<T> wanted) {
    return Awaitility.await()
        .pollInterval(PAUSE)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(attempt::get, wanted);
  }

  private interface Attempt<T> {
    T get() throws IOException, InterruptedException, SQLException;
  }
}
