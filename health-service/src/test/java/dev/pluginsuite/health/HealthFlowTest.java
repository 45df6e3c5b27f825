package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class HealthFlowTest {
  private static final String SEED_BODY =
      """
      {"errorCount":0,"warningCount":2,"avgExecutionTime":150,"memoryUsage":256,"cpuUsage":15.5}""";

  // ---- one sample

  @Test
  void a_sample_is_recorded_right_after_the_installation_was_made() {
    var installed = Installed.at("site-1");

    var answer = as(Tokens.siteAdmin("site-1")).body(SEED_BODY).post(installed.path());

    answer
        .then()
        .statusCode(201)
        .body("data.installationId", equalTo(installed.id().toString()))
        .body("data.packageId", equalTo(installed.packageId().toString()))
        .body("data.generation", equalTo(7))
        .body("data.warningCount", equalTo(2))
        .body("data.cpuUsage", equalTo(15.5f))
        .body("data.executionCount", nullValue())
        .body("data.recordedAt", notNullValue());
  }

  @Test
  void the_same_time_is_the_same_sample_and_the_first_one_stands() {
    var installed = Installed.at("site-1");
    var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    record(installed, sample(at)).then().statusCode(201);

    var again = record(installed, with(sample(at), "errorCount", 99));

    again.then().statusCode(200).body("data.errorCount", equalTo(1));
    assertThat(logsOf(installed)).isEqualTo(1);
  }

  @Test
  void a_request_with_a_key_is_one_sample_however_often_it_is_sent() {
    var installed = Installed.at("site-1");
    var key = UUID.randomUUID().toString();
    var first = keyed(key).body(SEED_BODY).post(installed.path());

    var again = keyed(key).body(SEED_BODY).post(installed.path());

    again.then().statusCode(200);
    assertThat(again.path("data").toString()).isEqualTo(first.path("data").toString());
    assertThat(logsOf(installed)).isEqualTo(1);
    keyed(key)
        .body(SEED_BODY.replace("150", "151"))
        .post(installed.path())
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
  }

  @Test
  void every_wrong_field_is_named() {
    var installed = Installed.at("site-1");

    var answer =
        as(Tokens.centralIt())
            .body(
                "{\"errorCount\":-1,\"warningCount\":0,\"avgExecutionTime\":\"NaN\",\"cpuUsage\":1e9}")
            .post(installed.path());

    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/invalid-request"))
        .body("errors.field", hasItems("errorCount", "avgExecutionTime", "memoryUsage", "cpuUsage"))
        .body("errors", hasSize(4));
    assertThat(logsOf(installed)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "\"x\""})
  void a_body_that_is_no_sample_is_refused(String body) {
    var installed = Installed.at("site-1");

    as(Tokens.centralIt()).body(body).post(installed.path()).then().statusCode(400);
  }

  @Test
  void a_sample_of_another_installation_than_the_path_names_is_refused() {
    var installed = Installed.at("site-1");

    record(installed, with(sample(Instant.now()), "installationId", UUID.randomUUID().toString()))
        .then()
        .statusCode(400)
        .body("errors.field", contains("installationId"));
  }

  // ---- who

  @ParameterizedTest
  @CsvSource({
    "site-admin, site-1, 201",
    "site-agent, site-1, 201",
    "central-it, '', 201",
    "site-admin, site-2, 404",
    "site-agent, site-2, 404",
    "site-agent, *, 404",
    "developer, site-1, 403",
    "auditor, '', 403"
  })
  void who_may_record(String role, String site, int status) {
    var installed = Installed.at("site-1");
    var token = Tokens.of("who", List.of(role), List.of(site));

    as(token).body(SEED_BODY).post(installed.path()).then().statusCode(status);
  }

  @ParameterizedTest
  @CsvSource({
    "site-admin, site-1, 200",
    "site-admin, *, 200",
    "central-it, '', 200",
    "auditor, '', 200",
    "site-admin, site-2, 404",
    "site-agent, site-1, 403",
    "developer, site-1, 403"
  })
  void who_may_read(String role, String site, int status) {
    var installed = Installed.at("site-1");
    var token = Tokens.of("who", List.of(role), List.of(site));

    as(token).get(installed.path()).then().statusCode(status);
    as(token).get(installed.path() + "/history").then().statusCode(status);
  }

  @Test
  void nobody_without_a_token() {
    given().get("/api/v1/admin/plugins/" + UUID.randomUUID() + "/health").then().statusCode(401);
  }

  @Test
  void an_unknown_installation_is_not_found() {
    as(Tokens.centralIt())
        .body(SEED_BODY)
        .post("/api/v1/admin/plugins/" + UUID.randomUUID() + "/health")
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/installation-not-found"));
  }

  // ---- many samples

  @Test
  @Tag("REST-18")
  void a_bad_sample_is_refused_by_name_and_the_good_ones_are_kept() {
    var here = Installed.at("site-1");
    var elsewhere = Installed.at("site-2");
    var now = Instant.now();
    var batch =
        List.of(
            sampleOf(here, now),
            with(sampleOf(here, now.minusSeconds(1)), "errorCount", "many"),
            sampleOf(elsewhere, now),
            with(sampleOf(here, now.minusSeconds(2)), "cpuUsage", -1),
            with(sampleOf(here, now), "recordedAt", ""),
            sampleOf(here, now.minusSeconds(60)),
            sampleOf(here, now),
            "nonsense");

    var answer = send("site-1", batch);

    answer
        .then()
        .statusCode(200)
        .body("data.accepted", equalTo(2))
        .body("data.duplicates", equalTo(1))
        .body("data.refused.index", contains(1, 2, 3, 4, 7))
        .body("data.refused[0].installationId", equalTo(here.id().toString()))
        .body("data.refused[0].errors.field", contains("errorCount"))
        .body("data.refused[1].installationId", equalTo(elsewhere.id().toString()))
        .body("data.refused[1].errors.field", contains("installationId"))
        .body("data.refused[2].errors.field", contains("cpuUsage"))
        .body("data.refused[3].errors.field", contains("recordedAt"));
    assertThat(logsOf(here)).isEqualTo(2);
    assertThat(logsOf(elsewhere)).isZero();
  }

  @Test
  void a_batch_sent_again_changes_nothing() {
    var installed = Installed.at("site-1");
    var now = Instant.now();
    var batch =
        IntStream.range(0, 1000)
            .mapToObj(i -> (Object) sampleOf(installed, now.minusSeconds(i)))
            .toList();
    send("site-1", batch).then().body("data.accepted", equalTo(1000));
    var before = Tables.rows("select l::varchar from plugin_health_logs l order by l");

    var again = send("site-1", batch);

    again
        .then()
        .statusCode(200)
        .body("data.accepted", equalTo(0))
        .body("data.duplicates", equalTo(1000));
    assertThat(Tables.rows("select l::varchar from plugin_health_logs l order by l"))
        .isEqualTo(before);
  }

  @Test
  void a_batch_has_one_to_a_thousand_samples_and_nothing_else() {
    var tooMany = IntStream.range(0, 1001).mapToObj(i -> (Object) Map.of()).toList();

    send("site-1", List.of()).then().statusCode(400).body("errors.field", contains("samples"));
    send("site-1", tooMany).then().statusCode(400).body("errors.field", contains("samples"));
    as(Tokens.siteAgent("site-1"))
        .body("{\"sample\":[]}")
        .post("/api/v1/sites/site-1/health")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    as(Tokens.siteAgent("site-1")).post("/api/v1/sites/site-1/health").then().statusCode(400);
  }

  @Test
  void a_site_speaks_for_itself_only() {
    var body = Map.of("samples", List.of(Map.of()));

    as(Tokens.siteAgent("site-2"))
        .body(body)
        .post("/api/v1/sites/site-1/health")
        .then()
        .statusCode(404);
    as(Tokens.siteAdmin("site-1"))
        .body(body)
        .post("/api/v1/sites/site-1/health")
        .then()
        .statusCode(403);
    as(Tokens.centralIt()).body(body).post("/api/v1/sites/site-1/health").then().statusCode(403);
  }

  // ---- reading

  @Test
  @Tag("REST-17")
  void the_current_health_is_the_newest_sample_and_the_sums_of_the_window() {
    var installed = Installed.at("site-1");
    var now = Instant.now();
    send(
        "site-1",
        List.of(
            sampleOf(installed, now.minus(Duration.ofMinutes(6))),
            sampleOf(installed, now.minus(Duration.ofMinutes(4))),
            with(sampleOf(installed, now.minus(Duration.ofMinutes(1))), "errorCount", 5)));

    var answer = as(Tokens.siteAdmin("site-1")).get(installed.path());

    answer
        .then()
        .statusCode(200)
        .body("data.siteId", equalTo("site-1"))
        .body("data.pluginId", equalTo("risk-analyzer"))
        .body("data.version", equalTo("1.0.0"))
        .body("data.installationStatus", equalTo("ACTIVE"))
        .body("data.lastContact", notNullValue())
        .body("data.latest.errorCount", equalTo(5))
        .body("data.window.seconds", equalTo(300))
        .body("data.window.sampleCount", equalTo(2))
        .body("data.window.errorCount", equalTo(6))
        .body("data.window.warningCount", equalTo(4))
        .body("data.window.executionCount", equalTo(20));
  }

  @Test
  void an_installation_that_never_said_anything_has_no_last_contact() {
    var installed = Installed.at("site-1");

    as(Tokens.centralIt())
        .get(installed.path())
        .then()
        .statusCode(200)
        .body("data.latest", nullValue())
        .body("data.lastContact", nullValue())
        .body("data.window.sampleCount", equalTo(0));
  }

  @Test
  void what_did_not_change_is_not_sent_again() {
    var installed = Installed.at("site-1");
    var tag = as(Tokens.centralIt()).get(installed.path()).header("ETag");

    as(Tokens.centralIt())
        .header("If-None-Match", tag)
        .get(installed.path())
        .then()
        .statusCode(304);

    record(installed, sample(Instant.now()));
    as(Tokens.centralIt())
        .header("If-None-Match", tag)
        .get(installed.path())
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("SEED-60")
  @Tag("REST-17")
  void the_history_is_read_page_by_page_from_the_newest() {
    var installed = Installed.at("site-1");
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    send(
        "site-1",
        IntStream.range(0, 5)
            .mapToObj(i -> (Object) sampleOf(installed, now.minusSeconds(i)))
            .toList());

    var read = new ArrayList<String>();
    String cursor = null;
    do {
      var page =
          as(Tokens.siteAdmin("site-1"))
              .queryParams(
                  cursor == null ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", cursor))
              .get(installed.path() + "/history");
      page.then().statusCode(200);
      read.addAll(page.path("data.recordedAt"));
      cursor = page.path("pagination.cursor");
    } while (cursor != null);

    assertThat(read)
        .containsExactlyElementsOf(
            IntStream.range(0, 5).mapToObj(i -> now.minusSeconds(i).toString()).toList());
  }

  @Test
  void a_part_of_the_history_has_both_its_ends() {
    var installed = Installed.at("site-1");
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    send(
        "site-1",
        IntStream.range(0, 5)
            .mapToObj(i -> (Object) sampleOf(installed, now.minusSeconds(i)))
            .toList());

    as(Tokens.auditor())
        .queryParam("from", now.minusSeconds(3).toString())
        .queryParam("to", now.minusSeconds(1).toString())
        .get(installed.path() + "/history")
        .then()
        .statusCode(200)
        .body("data", hasSize(3));
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday, invalid-request",
    "to, 5, invalid-request",
    "from, 2199-01-01T00:00:00Z, ''",
    "to, +1000000000-12-31T23:59:59Z, ''",
    "cursor, abc, invalid-cursor",
    "limit, 0, invalid-request",
    "limit, 201, invalid-request",
    "sort, up, unknown-parameter"
  })
  void a_query_is_checked(String name, String value, String problem) {
    var installed = Installed.at("site-1");

    var answer = as(Tokens.centralIt()).queryParam(name, value).get(installed.path() + "/history");

    if (problem.isEmpty()) {
      answer.then().statusCode(200);
    } else {
      answer.then().statusCode(400).body("type", equalTo("/problems/" + problem));
    }
  }

  @Test
  void an_empty_period_is_refused() {
    var installed = Installed.at("site-1");

    as(Tokens.centralIt())
        .queryParam("from", "2026-01-02T00:00:00Z")
        .queryParam("to", "2026-01-01T00:00:00Z")
        .get(installed.path() + "/history")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("from"));
  }

  // ---- the projection

  @Test
  void samples_are_stamped_with_what_ran_and_an_older_event_changes_nothing() {
    var installed = Installed.at("site-1");
    installed.say(3, "1.1.0", 9);
    installed.say(2, "1.0.1", 8);
    awaitConsumed();

    record(installed, sample(Instant.now()))
        .then()
        .statusCode(201)
        .body("data.generation", equalTo(9));

    as(Tokens.centralIt()).get(installed.path()).then().body("data.version", equalTo("1.1.0"));
  }

  @Test
  void all_events_again_leave_the_tables_as_they_were() {
    var installed = Installed.at("site-1");
    installed.say(2, "1.1.0", 8);
    record(installed, sample(Instant.now()));
    awaitConsumed();
    var before = state();

    TestKafka.records(Topic.INSTALLATIONS.topicName()).stream()
        .filter(it -> it.value().startsWith("{"))
        .forEach(it -> TestKafka.send(it.topic(), it.key(), it.value()));
    awaitConsumed();

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void what_cannot_be_read_goes_to_the_dead_letters_and_the_rest_goes_on() {
    var key = UUID.randomUUID();
    TestKafka.send(Topic.INSTALLATIONS.topicName(), key, "not json");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(TestKafka.records(Topic.INSTALLATIONS.deadLetterTopicName()))
                    .anyMatch(it -> key.toString().equals(it.key())));
    record(Installed.at("site-1"), sample(Instant.now())).then().statusCode(201);
  }

  @Test
  void it_says_how_it_is() {
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString()).contains("health_samples_total");
  }

  private static List<String> state() {
    var state =
        new ArrayList<>(Tables.rows("select k::varchar from known_installations k order by k"));
    state.addAll(Tables.rows("select l::varchar from plugin_health_logs l order by l"));
    return state;
  }

  /** What can be read: the rest is put aside. */
  private static void awaitConsumed() {
    var ends = new HashMap<Integer, Long>();
    TestKafka.records(Topic.INSTALLATIONS.topicName()).stream()
        .filter(it -> it.value().startsWith("{"))
        .forEach(it -> ends.merge(it.partition(), it.offset(), Math::max));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ends.entrySet().stream().allMatch(HealthFlowTest::isConsumed));
  }

  private static boolean isConsumed(Map.Entry<Integer, Long> end) {
    return Tables.count(
            "select count(*) from consumed_offset where topic = '%s' and partition = %d and consumed >= %d"
                .formatted(Topic.INSTALLATIONS.topicName(), end.getKey(), end.getValue()))
        == 1;
  }

  private static long logsOf(Installed it) {
    return Tables.count(
        "select count(*) from plugin_health_logs where installation_id = '%s'".formatted(it.id()));
  }

  private static Map<String, Object> sample(Instant at) {
    var sample = new HashMap<String, Object>();
    sample.put("errorCount", 1);
    sample.put("warningCount", 2);
    sample.put("avgExecutionTime", 12.5);
    sample.put("memoryUsage", 256);
    sample.put("cpuUsage", 15.5);
    sample.put("executionCount", 10);
    sample.put("recordedAt", at.toString());
    return sample;
  }

  private static Map<String, Object> sampleOf(Installed it, Instant at) {
    return with(sample(at), "installationId", it.id().toString());
  }

  private static Map<String, Object> with(Map<String, Object> sample, String field, Object value) {
    sample.put(field, value);
    return sample;
  }

  private static io.restassured.response.Response record(Installed it, Object sample) {
    return as(Tokens.siteAgent(it.siteId())).body(sample).post(it.path());
  }

  private static io.restassured.response.Response send(String site, List<?> samples) {
    return as(Tokens.siteAgent(site))
        .body(Map.of("samples", samples))
        .post("/api/v1/sites/" + site + "/health");
  }

  private static RequestSpecification keyed(String key) {
    return as(Tokens.siteAdmin("site-1")).header("Idempotency-Key", key);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}
