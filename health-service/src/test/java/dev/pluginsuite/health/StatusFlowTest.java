package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.health.status.SecondEvaluator;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Samples in, status and events out. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class StatusFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SITE = "judged-site";

  @Inject SecondEvaluator second;

  @Test
  void a_change_is_told_once_with_its_reason() {
    var it = Installed.at("site-1");
    send(it, IntStream.range(0, 3).mapToObj(i -> sample(it, 30 + i * 60, 0)).toList());
    awaitStatus(it, "HEALTHY");

    send(it, List.of(sample(it, 5, 1000), sample(it, 6, 1000)));

    awaitStatus(it, "UNHEALTHY");
    as(Tokens.siteAdmin("site-1"))
        .get(it.path())
        .then()
        .statusCode(200)
        .body("data.reasons.code", contains("errors"))
        .body("data.reasons[0].value", equalTo(2000.0f))
        .body("data.figures.samples", equalTo(5));
    await().atMost(LONG).untilAsserted(() -> assertThat(statuses(it)).hasSizeGreaterThan(1));
    assertThat(statuses(it).subList(statuses(it).size() - 2, statuses(it).size()))
        .containsExactly("HEALTHY", "UNHEALTHY");
    assertThat(said(it)).extracting(event -> event.path("revision").asLong()).isSorted();
    var last = said(it).get(said(it).size() - 1);
    assertThat(last.at("/state/generation").asLong()).isEqualTo(7);
    assertThat(last.at("/state/errorCount").asLong()).isEqualTo(2000);
  }

  @Test
  void another_generation_begins_anew() {
    var it = Installed.at("site-1");
    send(it, List.of(sample(it, 5, 1000), sample(it, 6, 1000)));
    awaitStatus(it, "UNHEALTHY");

    it.say(2, "1.0.0", 8);
    await().atMost(LONG).until(() -> status(it).equals("UNKNOWN"));
    // Measured before the change, come in after it: of what ran before.
    send(it, List.of(sample(it, 60, 1000), sample(it, 61, 1000)));

    var news = said(it);
    var sent = Instant.now();
    await().atMost(LONG).until(() -> evaluations(it).isAfter(sent));
    assertThat(status(it)).isEqualTo("UNKNOWN");
    assertThat(said(it)).hasSameSizeAs(news);
    assertThat(news.get(news.size() - 1).at("/state/generation").asLong()).isEqualTo(8);
  }

  @Test
  void limits_of_a_plugin_and_of_one_installation_count() {
    var it = Installed.at("site-1");
    var path = it.path() + "/thresholds";
    send(it, List.of(sample(it, 5, 1000), sample(it, 6, 1000)));
    awaitStatus(it, "UNHEALTHY");
    var tag = as(Tokens.centralIt()).get(path).header("ETag");

    as(Tokens.centralIt())
        .header("If-Match", tag)
        .body(Map.of("limits", Map.of("errorsDegraded", 5000, "errorsUnhealthy", 5000)))
        .put(path)
        .then()
        .statusCode(200)
        .body("data.effective.errorsDegraded", equalTo(5000.0f))
        .body("data.effective.cpuDegraded", equalTo(80.0f));

    awaitStatus(it, "HEALTHY");
    as(Tokens.centralIt())
        .header("If-Match", tag)
        .body(Map.of("limits", Map.of()))
        .put(path)
        .then()
        .statusCode(412);
    as(Tokens.centralIt())
        .body(Map.of("limits", Map.of("latencyDegraded", 20_000)))
        .put(path)
        .then()
        .statusCode(400)
        .body("errors.field", contains("latencyDegraded"));
    as(Tokens.siteAdmin("site-1"))
        .body(Map.of("limits", Map.of()))
        .put(path)
        .then()
        .statusCode(403);
    assertThat(
            Tables.count(
                "select count(*) from audit_entry where action = 'thresholds.set' and subject_id like '%"
                    + it.id()
                    + "'"))
        .isEqualTo(1);
  }

  /**
   * The status of many random streams, late and doubled and silent ones among them, is what a query
   * over the samples says that shares nothing with the service. The evaluator of this process and a
   * second one, which another thread drives, take turns at the rows.
   */
  @Test
  void the_status_is_what_the_samples_say() {
    var random = new Random(20261128);
    var all = IntStream.range(0, 40).mapToObj(i -> Installed.at(SITE)).toList();
    var batches = new ArrayList<List<Map<String, Object>>>();
    all.forEach(it -> batches.add(stream(it, random)));
    var stop = new CountDownLatch(1);
    var judging = second.start(stop);
    // Each time a part of what each has measured, and then all of it: the rest comes late, the part
    // twice.
    for (int i = 0; i < batches.size(); i += 10) {
      var some = batches.subList(i, i + 10);
      send(all.get(0), some.stream().flatMap(it -> it.stream().skip(it.size() / 2)).toList());
      send(all.get(0), some.stream().flatMap(List::stream).toList());
    }
    var sent = Instant.now();
    await().atMost(LONG).until(() -> all.stream().allMatch(it -> evaluations(it).isAfter(sent)));
    stop.countDown();
    assertThat(judging.join()).isPositive();

    var wrong = Tables.rows(ORACLE + " where expected is distinct from status");

    assertThat(wrong).isEmpty();
    assertThat(
            Tables.rows(
                "select distinct h.status from installation_health h join known_installations k using (installation_id) where k.site_id = '"
                    + SITE
                    + "'"))
        .contains("HEALTHY", "DEGRADED", "UNHEALTHY", "UNKNOWN");
    for (var it : all) {
      var events = said(it);
      assertThat(events)
          .extracting(event -> event.path("revision").asLong())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, events.size()).mapToObj(i -> (long) i).toList());
    }
  }

  /** Figures are whole numbers, so that both sides add them up to the same. */
  private static List<Map<String, Object>> stream(Installed it, Random random) {
    var samples = new ArrayList<Map<String, Object>>();
    var silence = random.nextInt(4) == 0 ? 200 : 0;
    var badness = random.nextInt(4);
    for (int ago = silence + random.nextInt(50); ago < 1200; ago += 20 + random.nextInt(100)) {
      var sample = sample(it, ago, random.nextInt(1 + badness * 2));
      if (random.nextInt(3) > 0) {
        sample.put("executionCount", random.nextInt(60));
      }
      sample.put("avgExecutionTime", badness == 3 ? random.nextInt(14_000) : random.nextInt(6000));
      sample.put("memoryUsage", random.nextInt(badness == 2 ? 4000 : 2200));
      sample.put("cpuUsage", random.nextInt(90));
      samples.add(sample);
    }
    Collections.shuffle(samples, random);
    return samples;
  }

  /** At the time when each was judged last, from the samples alone. */
  private static final String ORACLE =
      """
      with at as (
        select h.installation_id as id, h.evaluated_at as t, h.status, h.known_since, k.status as life
        from installation_health h join known_installations k using (installation_id)
        where k.site_id = 'judged-site'),
      ends as (select at.*, o, r from at, generate_series(0, 2) as o, generate_series(0, 2) as r),
      windows as (
        select e.id, e.o, e.r, count(l.installation_id) as n,
          sum(case when l.execution_count > 0 then l.error_count end) as rated,
          sum(case when l.execution_count > 0 then l.execution_count end) as executed,
          sum(case when l.execution_count is null or l.execution_count = 0 then l.error_count end) as counted,
          sum(l.avg_execution_time * case when l.execution_count is null then 1 else l.execution_count end)
            / nullif(sum(case when l.execution_count is null then 1 else l.execution_count end), 0) as latency,
          avg(l.memory_usage) as memory, avg(l.cpu_usage) as cpu
        from ends e join installation_health h on h.installation_id = e.id left join plugin_health_logs l
          on l.installation_id = e.id and l.generation = h.generation and l.recorded_at >= h.counted_from
          and least(l.recorded_at, l.received_at, e.t) > e.t - (e.o + 5 * e.r + 5) * interval '1 minute'
          and least(l.recorded_at, l.received_at, e.t) <= e.t - (e.o + 5 * e.r) * interval '1 minute'
        group by e.id, e.o, e.r),
      levels as (
        select w.*, case when n < 2 then null
          when rated * 100.0 / executed > 10 or counted >= 10 or latency > 10000 then 2
          when rated * 100.0 / executed > 5 or counted >= 5 or latency > 5000 or memory > 2048 or cpu > 80 then 1
          else 0 end as level from windows w),
      lasting as (
        select id, o, max(level) filter (where r = 0)
          + case when max(level) filter (where r = 0) = 1 and count(*) filter (where level >= 1) = 3 then 1 else 0 end as level
        from levels group by id, o),
      said as (
        select at.*, (select max(least(l.recorded_at, l.received_at, at.t)) from plugin_health_logs l
          join installation_health h using (installation_id)
          where l.installation_id = at.id and l.generation = h.generation and l.recorded_at >= h.counted_from) as newest from at),
      verdicts as (
        select s.id, s.status, case
          when newest is null or newest <= t - interval '3 minutes' then 'UNKNOWN'
          when (select level from lasting where id = s.id and o = 0) is null then 'UNKNOWN'
          else (array['HEALTHY', 'DEGRADED', 'UNHEALTHY'])[1 + (select max(level) from lasting where id = s.id)] end as expected
        from said s)
      select id || ' is ' || status || ' and not ' || expected from verdicts""";

  private static Map<String, Object> sample(Installed it, int secondsAgo, int errors) {
    var sample = new HashMap<String, Object>();
    sample.put("installationId", it.id().toString());
    sample.put("errorCount", errors);
    sample.put("warningCount", 1);
    sample.put("avgExecutionTime", 12);
    sample.put("memoryUsage", 256);
    sample.put("cpuUsage", 15);
    sample.put("recordedAt", Instant.now().minusSeconds(secondsAgo).toString());
    return sample;
  }

  private static void send(Installed it, List<Map<String, Object>> samples) {
    as(Tokens.siteAgent(it.siteId()))
        .body(Map.of("samples", samples))
        .post("/api/v1/sites/" + it.siteId() + "/health")
        .then()
        .statusCode(200)
        .body("data.refused.size()", equalTo(0));
  }

  private static void awaitStatus(Installed it, String status) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                as(Tokens.centralIt()).get(it.path()).then().body("data.status", equalTo(status)));
  }

  private static String status(Installed it) {
    return Tables.rows(
            "select status from installation_health where installation_id = '%s'"
                .formatted(it.id()))
        .get(0);
  }

  private static Instant evaluations(Installed it) {
    var at =
        Tables.rows(
            "select to_char(evaluated_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from installation_health where installation_id = '%s'"
                .formatted(it.id()));
    return at.isEmpty() || at.get(0) == null ? Instant.EPOCH : Instant.parse(at.get(0));
  }

  private static List<JsonNode> said(Installed it) {
    return TestKafka.said(Topic.HEALTH_STATUS.topicName(), it.id());
  }

  private static List<String> statuses(Installed it) {
    return said(it).stream().map(event -> event.at("/state/status").asText()).toList();
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}
