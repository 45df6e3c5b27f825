package dev.pluginsuite.common.republication;

import static dev.pluginsuite.common.app.Calls.call;
import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.NoteService;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class RepublicationTest {
  private static final String TOPIC = Topic.PACKAGES.topicName();
  private static final String PATH = "/admin/registry/republish?topic=" + TOPIC;
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'lock table%'";

  @Inject NoteService notes;

  @Test
  void what_is_now_is_said_again_under_its_revision() {
    var id = call(() -> notes.write("first"));
    call(() -> notes.rewrite(id, "second"));
    await().atMost(60, SECONDS).until(() -> said(id).size() == 2);

    var answer = republish("&limit=1");

    answer.then().body("data", hasSize(1)).body("data[0].key", equalTo(id.toString()));
    await().atMost(60, SECONDS).until(() -> said(id).size() == 3);
    assertThat(said(id).get(2).get("revision")).isEqualTo(said(id).get(1).get("revision"));
    assertThat(said(id).get(2).get("state")).isEqualTo(said(id).get(1).get("state"));
  }

  @Test
  void pages_follow_each_other() {
    var older = call(() -> notes.write("older"));
    var newer = call(() -> notes.write("newer"));

    var first = republish("&limit=1");
    var second = republish("&limit=1&cursor=" + first.jsonPath().getString("pagination.cursor"));

    first.then().body("data.key[0]", equalTo(newer.toString()));
    second.then().body("data.key[0]", equalTo(older.toString()));
  }

  @Test
  void it_is_written_down_who_asked() {
    call(() -> notes.write("audited"));

    republish("&limit=1");

    as(Tokens.auditor())
        .get("/admin/registry/audit?limit=1&subjectId=" + TOPIC)
        .then()
        .body("data[0].action", equalTo("topic.republish"))
        .body("data[0].actor", equalTo("it@example.com"));
  }

  /** Otherwise the older one could be the last of its key on the compacted topic. */
  @Test
  void a_change_that_is_not_committed_yet_is_waited_for() {
    var id = call(() -> notes.write("old"));
    try (var other = Database.replica();
        var administrator = Database.administrator()) {
      other.begin();
      other.execute(
          """
          insert into outbox_event (event_id, topic, key, type, payload, created_at)
          values (gen_random_uuid(), ?, ?, 'rewritten', '{"revision":2,"state":{"text":"new"}}', now())""",
          TOPIC,
          id.toString());
      var answer = CompletableFuture.supplyAsync(() -> republish("&limit=1"));
      await().atMost(60, SECONDS).until(() -> administrator.one(WAITING), "1"::equals);
      other.execute("update notes set revision = 2, text = 'new' where id = ?", id);
      other.commit();

      answer.join().then().body("data[0].revision", equalTo(2));
    }
    await().atMost(60, SECONDS).until(() -> said(id).size() == 3);
    assertThat(said(id))
        .extracting(it -> it.get("revision").longValue())
        .containsExactly(1L, 2L, 2L);
    assertThat(said(id).get(2).at("/state/text").textValue()).isEqualTo("new");
  }

  @Test
  void a_change_that_takes_too_long_costs_the_republication_not_the_change() {
    try (var other = Database.replica()) {
      other.begin();
      other.execute(
          """
          insert into outbox_event (event_id, topic, key, type, payload, created_at)
          values (gen_random_uuid(), ?, 'slow', 'written', '{}', now())""",
          TOPIC);

      problem(republishAs(Tokens.centralIt(), PATH), 503, "unavailable");
    }
  }

  @Test
  void only_topics_of_this_service_and_only_those_who_may() {
    problem(
            republishAs(Tokens.centralIt(), "/admin/registry/republish?topic=validation.reports"),
            400,
            "invalid-request")
        .body("errors[0].field", equalTo("topic"))
        .body("errors[0].message", containsString(TOPIC));
    problem(republishAs(Tokens.centralIt(), "/admin/registry/republish"), 400, "invalid-request")
        .body("errors[0].field", equalTo("topic"));
    problem(republishAs(Tokens.developer(), PATH), 403, "forbidden");
    problem(
        republishAs(Tokens.centralIt(), "/admin/health/republish?topic=" + TOPIC),
        404,
        "not-found");
  }

  private static Response republish(String query) {
    var answer = republishAs(Tokens.centralIt(), PATH + query);
    answer.then().statusCode(200);
    return answer;
  }

  private static Response republishAs(String token, String path) {
    return as(token).post(path);
  }

  private static List<JsonNode> said(UUID id) {
    return TestKafka.said(TOPIC, id);
  }
}
