package dev.pluginsuite.installation.site;

import static dev.pluginsuite.installation.testing.Rest.SITES_PATH;
import static dev.pluginsuite.installation.testing.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.provisioning.SiteTopics;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Rest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class SiteFlowTest {
  private static final String ENROLMENT = "/api/v1/sites/enrolment";

  @Inject SiteTopics topics;

  @Test
  @Tag("REST-10")
  void a_registered_site_becomes_active_and_is_announced_with_each_step() {
    var site = Rest.activeSite();

    var said = TestKafka.said(Topic.SITES.topicName(), site);

    assertThat(said)
        .extracting(it -> it.path("state").path("status").asText())
        .containsExactly("PROVISIONING", "ACTIVE");
    assertThat(TestKafka.said(Topic.desiredStateOf(site), site))
        .singleElement()
        .satisfies(it -> assertThat(it.path("state").path("siteGeneration").asLong()).isEqualTo(1));
  }

  @Test
  void sites_and_what_they_should_have_can_be_said_again() {
    var site = Rest.activeSite();

    sayAgain(Topic.SITES.topicName()).statusCode(200).body("data.key", hasItem(site));
    sayAgain(Topic.desiredStateOf("*")).statusCode(200).body("data.key", hasItem(site));
    sayAgain(Topic.INSTALLATIONS.topicName()).statusCode(200);

    awaitTwiceTheSame(Topic.desiredStateOf(site), site);
    awaitTwiceTheSame(Topic.SITES.topicName(), site);
  }

  private static ValidatableResponse sayAgain(String topic) {
    return as(Tokens.centralIt())
        .queryParam("topic", topic)
        .post("/api/v1/admin/installation/republish?limit=200")
        .then();
  }

  private static void awaitTwiceTheSame(String topic, String site) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var said = TestKafka.said(topic, site);
              var last = said.get(said.size() - 1);
              assertThat(last.get("type").textValue()).isEqualTo("republished");
              assertThat(last.get("state")).isEqualTo(said.get(said.size() - 2).get("state"));
            });
  }

  @Test
  @Tag("REST-10")
  void an_agent_enrols_and_reads_its_own_topic_only() {
    var site = Rest.activeSite();
    var other = Rest.activeSite();
    var token = token(site, "k-1").statusCode(201).extract().<String>path("data.token");

    var grant = enrol(site, token).statusCode(200).header("Cache-Control", "no-store").extract();

    assertThat(grant.<String>path("data.clientId")).isEqualTo("site-" + site);
    assertThat(grant.<String>path("data.clientSecret")).startsWith("secret-");
    Map<String, String> kafka = grant.path("data.kafka");
    awaitOne(kafka, grant.path("data.topic"));
    assertThatThrownBy(() -> read(kafka, Topic.desiredStateOf(other)))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void what_kafka_has_lost_comes_back_with_the_next_enrolment() {
    var site = Rest.activeSite();
    topics.remove(site);
    var token = token(site, "k-8").statusCode(201).extract().<String>path("data.token");

    var grant = enrol(site, token).statusCode(200).extract();

    sayAgain(Topic.desiredStateOf("*")).statusCode(200).body("data.key", hasItem(site));
    Map<String, String> kafka = grant.path("data.kafka");
    awaitOne(kafka, grant.path("data.topic"));
  }

  /** An agent that dies before it has written its credentials down asks again. */
  @Test
  void a_token_is_used_up_by_the_first_report() {
    var site = Rest.activeSite();
    var token = token(site, "k-5").extract().<String>path("data.token");
    enrol(site, token).statusCode(200);

    enrol(site, token).statusCode(503).body("type", equalTo("/problems/enrolment-unavailable"));
    new Agent(site).reconcile().statusCode(200);

    enrol(site, token).statusCode(403).body("type", equalTo("/problems/enrolment-refused"));
  }

  @Test
  void a_report_with_the_credentials_from_before_uses_up_no_token() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var token = token(site, "k-7").extract().<String>path("data.token");
    enrol(site, token).statusCode(200);
    var generation = agent.document().siteGeneration();
    var report = new SiteReport(generation, Instant.now(), "1.0.0", List.of(), null);

    agent.send(Tokens.siteAgent(site, Instant.now().minusSeconds(60)), report).statusCode(200);

    enrol(site, token).statusCode(503);
    agent.send(Tokens.siteAgent(site), report).statusCode(200);
    enrol(site, token).statusCode(403);
  }

  @Test
  void an_unused_token_outlives_a_report() {
    var site = Rest.activeSite();
    var token = token(site, "k-6").extract().<String>path("data.token");

    new Agent(site).reconcile().statusCode(200);

    enrol(site, token).statusCode(200);
  }

  @Test
  @Tag("REST-42")
  void a_replayed_request_does_not_repeat_the_token_and_a_new_one_ends_the_old() {
    var site = Rest.activeSite();
    var first = token(site, "k-2").extract().<String>path("data.token");

    token(site, "k-2").statusCode(201).body("data.token", nullValue());
    token(site, "k-3").body("data.token", notNullValue());

    enrol(site, first).statusCode(403);
  }

  @Test
  void a_wrong_token_and_an_unknown_site_are_refused_alike() {
    var site = Rest.activeSite();
    token(site, "k-4").statusCode(201);

    var wrong = enrol(site, "wrong").statusCode(403).extract().<String>path("detail");
    var unknown = enrol("nowhere", "wrong").statusCode(403).extract().<String>path("detail");

    assertThat(wrong).isEqualTo(unknown);
  }

  @Test
  @Tag("REST-10")
  void a_site_is_changed_only_as_it_was_read() {
    var site = Rest.activeSite();
    var body =
        Map.of(
            "name",
            "New",
            "mesVersion",
            "2.5.0",
            "apiVersion",
            "1.2.0",
            "registries",
            List.of("a", "b"));
    var tag = as(Tokens.centralIt()).get(SITES_PATH + "/" + site).header("ETag");

    as(Tokens.centralIt())
        .header("If-Match", tag)
        .body(body)
        .put(SITES_PATH + "/" + site)
        .then()
        .statusCode(200)
        .body("data.registries", equalTo(List.of("a", "b")));

    as(Tokens.centralIt())
        .header("If-Match", tag)
        .body(body)
        .put(SITES_PATH + "/" + site)
        .then()
        .statusCode(412);
  }

  @Test
  void who_may_see_what() {
    var site = Rest.activeSite();
    var other = Rest.activeSite();

    as(Tokens.siteAdmin(site))
        .get(SITES_PATH)
        .then()
        .statusCode(200)
        .body("data.id", equalTo(List.of(site)));

    as(Tokens.siteAdmin()).get(SITES_PATH).then().body("data", empty());
    as(Tokens.auditor()).get(SITES_PATH + "?limit=200").then().body("data.id", hasItem(other));
    as(Tokens.siteAdmin(site)).get(SITES_PATH + "/" + other).then().statusCode(404);
    as(Tokens.siteAdmin(site)).post(SITES_PATH + "/" + site + "/enrolment").then().statusCode(403);
    as(Tokens.developer()).get(SITES_PATH).then().statusCode(403);
  }

  @Test
  void maintenance_windows_are_told_to_others() {
    var window = Map.of("cron", "0 22 * * 1-5", "duration", "PT4H", "timeZone", "Europe/Berlin");
    var site = Rest.activeSite(Map.of("maintenanceWindows", List.of(window)));

    as(Tokens.centralIt())
        .get(SITES_PATH + "/" + site)
        .then()
        .body("data.maintenanceWindows", equalTo(List.of(window)));
    assertThat(TestKafka.said(Topic.SITES.topicName(), site))
        .last()
        .satisfies(
            it -> {
              var said = it.at("/state/maintenanceWindows/0");
              assertThat(said.path("cron").asText()).isEqualTo("0 22 * * 1-5");
              assertThat(said.path("duration").asText()).isEqualTo("PT4H");
              assertThat(said.path("timeZone").asText()).isEqualTo("Europe/Berlin");
            });
    as(Tokens.centralIt())
        .body(
            Map.of(
                "id",
                "odd",
                "name",
                "x",
                "mesVersion",
                "2.0.0",
                "apiVersion",
                "1.0.0",
                "maintenanceWindows",
                List.of(Map.of("cron", "0 0 30 2 *", "duration", "PT1H", "timeZone", "UTC"))))
        .post(SITES_PATH)
        .then()
        .statusCode(422)
        .body("errors.field", equalTo(List.of("maintenanceWindows[0].cron")));
  }

  @Test
  @Tag("REST-33")
  void a_bad_site_is_refused_by_field() {
    var body =
        new HashMap<String, Object>(
            Map.of("id", "Site 1", "name", "x", "mesVersion", "2", "apiVersion", "1.0.0"));

    as(Tokens.centralIt())
        .body(body)
        .post(SITES_PATH)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("id"));

    body.put("id", "fine");
    as(Tokens.centralIt())
        .body(body)
        .post(SITES_PATH)
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("mesVersion"))
        .body("errors.field", not(hasItem("apiVersion")));
  }

  private static ValidatableResponse token(String site, String key) {
    return as(Tokens.centralIt())
        .header("Idempotency-Key", key)
        .post(SITES_PATH + "/" + site + "/enrolment")
        .then();
  }

  private static ValidatableResponse enrol(String site, String token) {
    return io.restassured.RestAssured.given()
        .contentType("application/json")
        .body(Map.of("siteId", site, "token", token))
        .post(ENROLMENT)
        .then();
  }

  /** The broker knows of a login and of what it may do a little later than its controller. */
  private static void awaitOne(Map<String, String> kafka, String topic) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsMatching(
            it -> it instanceof AuthenticationException || it instanceof AuthorizationException)
        .untilAsserted(() -> assertThat(read(kafka, topic)).isEqualTo(1));
  }

  /** The number of records. */
  private static int read(Map<String, String> kafka, String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            new HashMap<String, Object>(kafka),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      return consumer.poll(Duration.ofSeconds(10)).count();
    }
  }
}
