package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class RollupFlowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The start of an hour, some hours ago. */
  private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(4 * 3600);

  private final Installed installed = Installed.at("site-1");

  @Test
  void rollups_equal_sums_over_the_samples_with_late_and_double_ones_among_them() {
    var random = new Random(11);
    var samples = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 240; i++) {
      samples.add(sample(installed, hour.plusSeconds(i * 60L), random.nextInt(200)));
    }
    Collections.shuffle(samples, random);

    send(samples.subList(0, 150));
    send(samples.subList(100, 200));
    awaitRolledUp();
    send(samples.subList(200, 240));
    awaitRolledUp();

    assertThat(Tables.rows(rollups())).isEqualTo(Tables.rows(sums()));
    assertThat(Tables.rows(rollups())).hasSize(48 + 4);
  }

  @Test
  void made_anew_they_are_the_same_to_the_byte() {
    send(List.of(sample(installed, hour, 10), sample(installed, hour.plusSeconds(60), 20)));
    awaitRolledUp();
    var before = rows();

    send(List.of(sample(installed, hour, 99)));
    Tables.run(
        """
        insert into health_touched (installation_ids, starts)
        select array_agg(installation_id), array_agg(date_bin('5 minutes', recorded_at, 'epoch'))
        from plugin_health_logs where installation_id = '%s'\
        """
            .formatted(installed.id()));
    awaitRolledUp();

    assertThat(before).hasSize(2);
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void a_history_is_read_in_steps() {
    send(
        List.of(
            sample(installed, hour, 10),
            sample(installed, hour.plusSeconds(60), 30),
            sample(installed, hour.plusSeconds(600), 50)));
    awaitRolledUp();

    var points = read("", hour, hour.plusSeconds(3600), "5m");

    points
        .then()
        .statusCode(200)
        .body("data.stepSeconds", equalTo(300))
        .body("data.points", hasSize(2))
        .body("data.points[0].at", equalTo(hour.toString()))
        .body("data.points[0].health.sampleCount", equalTo(2))
        .body("data.points[0].health.errorCount", equalTo(2))
        .body("data.points[0].health.errorRate", equalTo(10f))
        .body("data.points[0].health.latencyMax", equalTo(30f))
        .body("data.points[1].health.latencyMax", equalTo(50f));
    read("", hour, hour.plusSeconds(3600), "1h")
        .then()
        .body("data.points", hasSize(1))
        .body("data.points[0].health.sampleCount", equalTo(3));
  }

  @Test
  void what_ran_before_and_after_an_upgrade_is_told_apart() {
    send(List.of(sample(installed, hour, 10), sample(installed, hour.plusSeconds(60), 10)));
    var upgraded = new Installed(installed.id(), installed.siteId(), UUID.randomUUID());
    upgraded.say(2, "2.0.0", 8);
    awaitRevision(installed, 2);
    send(List.of(sample(installed, hour.plusSeconds(120), 900)));
    awaitRolledUp();

    var packages = read("/packages", hour, hour.plusSeconds(3600), null);

    packages
        .then()
        .statusCode(200)
        .body("data.packages", hasSize(2))
        .body("data.packages.health.sampleCount.sum()", equalTo(3));
    assertThat(packages.<List<String>>path("data.packages.packageId"))
        .containsExactlyInAnyOrder(
            installed.packageId().toString(), upgraded.packageId().toString());
  }

  @Test
  void two_versions_are_compared_over_the_fleet() {
    var plugin = "compared-plugin";
    var upgraded = Installed.of(plugin, "site-1");
    var left = Installed.of(plugin, "site-1");
    send(
        List.of(
            sample(upgraded, hour, 10),
            sample(upgraded, hour.plusSeconds(60), 10),
            sample(left, hour, 40)));
    var next = new Installed(upgraded.id(), "site-1", UUID.randomUUID());
    next.say(plugin, 2, "2.0.0", 8);
    awaitRevision(upgraded, 2);
    send(List.of(sample(next, hour.plusSeconds(1200), 900)));
    awaitRolledUp();

    compare(Tokens.siteAdmin("site-1"), "1.0.0", "2.0.0")
        .then()
        .statusCode(200)
        .body("data.before.version", equalTo("1.0.0"))
        .body("data.before.installations", equalTo(2))
        .body("data.before.sampleCount", equalTo(3))
        .body("data.before.errorRate", equalTo(10f))
        .body("data.before.latencyMax", equalTo(40f))
        .body("data.after.installations", equalTo(1))
        .body("data.after.sampleCount", equalTo(1))
        .body("data.after.errorsPerSample", equalTo(1f))
        .body("data.after.latencyMax", equalTo(900f));
    compare(Tokens.siteAdmin("site-2"), "1.0.0", "9.9.9")
        .then()
        .statusCode(200)
        .body("data.before.installations", equalTo(0))
        .body("data.before.errorRate", nullValue());
    compare(Tokens.siteAdmin("site-1"), "1.0.0", "").then().statusCode(400);
    compare(Tokens.siteAgent("site-1"), "1.0.0", "2.0.0").then().statusCode(403);
  }

  private Response compare(String token, String before, String after) {
    return as(token)
        .queryParams(Map.of("before", before, "after", after))
        .queryParams(Map.of("from", hour.toString(), "to", hour.plusSeconds(3600).toString()))
        .get("/api/v1/admin/plugin-registry/health/plugins/compared-plugin/comparison");
  }

  private static void awaitRevision(Installed it, int revision) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Tables.count(
                        "select revision from known_installations where installation_id = '%s'"
                            .formatted(it.id()))
                    == revision);
  }

  @ParameterizedTest
  @CsvSource({
    "site-admin, site-1, 200",
    "central-it, '', 200",
    "auditor, '', 200",
    "site-admin, site-2, 404",
    "site-agent, site-1, 403",
    "developer, site-1, 403"
  })
  void who_may_read(String role, String site, int status) {
    var token = Tokens.of("who", List.of(role), List.of(site));

    as(token).get(installed.path() + "/rollups").then().statusCode(status);
    as(token).get(installed.path() + "/rollups/packages").then().statusCode(status);
  }

  @Test
  void a_range_without_sense_is_refused() {
    read("", hour, hour, "5m").then().statusCode(400).body("errors.field", hasSize(1));
    read("", hour, hour.plusSeconds(1), "raw").then().statusCode(400);
  }

  private Response read(String what, Instant from, Instant to, @Nullable String resolution) {
    var request = as(Tokens.siteAdmin("site-1")).queryParam("from", from.toString());
    if (resolution != null) {
      request.queryParam("resolution", resolution);
    }
    return request.queryParam("to", to.toString()).get(installed.path() + "/rollups" + what);
  }

  private static void awaitRolledUp() {
    await().atMost(PATIENCE).until(() -> Tables.count("select count(*) from health_touched") == 0);
  }

  private List<String> rows() {
    return Tables.rows(
        "select r::varchar from health_rollups r where installation_id = '%s' order by r"
            .formatted(installed.id()));
  }

  private String rollups() {
    return """
    select concat_ws(' ', width, extract(epoch from starts_at)::bigint, sample_count, error_count, warning_count, execution_count,
      latency_max, memory_max, cpu_max)
    from health_rollups where installation_id = '%s' order by width, starts_at\
    """
        .formatted(installed.id());
  }

  private String sums() {
    return """
    select concat_ws(' ', w, s, count(*), sum(error_count), sum(warning_count), sum(execution_count),
      max(avg_execution_time), max(memory_usage), max(cpu_usage))
    from (select w, l.*, floor(extract(epoch from recorded_at) / w)::bigint * w as s
      from plugin_health_logs l, (values (300), (3600)) as widths(w) where installation_id = '%s') parts
    group by w, s order by w, s\
    """
        .formatted(installed.id());
  }

  private static Map<String, Object> sample(Installed of, Instant at, int latency) {
    return Map.of(
        "installationId",
        of.id().toString(),
        "recordedAt",
        at.toString(),
        "errorCount",
        1,
        "warningCount",
        2,
        "avgExecutionTime",
        latency,
        "memoryUsage",
        256 + latency,
        "cpuUsage",
        15.5,
        "executionCount",
        10);
  }

  private static void send(List<Map<String, Object>> samples) {
    as(Tokens.siteAgent("site-1"))
        .body(Map.of("samples", samples))
        .post("/api/v1/sites/site-1/health")
        .then()
        .statusCode(200);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}
