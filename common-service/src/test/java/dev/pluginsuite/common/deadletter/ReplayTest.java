package dev.pluginsuite.common.deadletter;

import static dev.pluginsuite.common.app.ReportTopic.awaitKnown;
import static dev.pluginsuite.common.app.ReportTopic.deadLetters;
import static dev.pluginsuite.common.app.ReportTopic.known;
import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.app.ReportTopic.say;
import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.ReportTopic;
import dev.pluginsuite.common.app.Reports;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class ReplayTest {
  private static final String PATH = "/admin/registry/dead-letters/replay?topic=";

  @Inject Reports reports;

  @AfterEach
  void unmend() {
    reports.mend(false);
  }

  @Test
  void what_can_be_handled_by_now_is_and_only_once() {
    var key = newKey();
    say(key, 1, "BUG");
    awaitLetter(key);
    reports.mend(true);

    var first = replayAll();
    var again = replayAll();

    assertThat(first).containsEntry(key, true);
    assertThat(again).containsEntry(key, true);
    assertThat(known(key)).isEqualTo("1 BUG 1");
    assertThat(deadLetters(key)).hasSize(1);
  }

  @Test
  void what_is_outdated_by_now_changes_nothing() {
    var key = newKey();
    say(key, 1, "BUG");
    say(key, 2, "PASSED");
    awaitLetter(key);
    awaitKnown(key, "2 PASSED 1");
    reports.mend(true);

    replayAll();

    assertThat(known(key)).isEqualTo("2 PASSED 1");
  }

  @Test
  void what_still_cannot_be_handled_is_told_and_holds_up_nobody() {
    var poison = newKey();
    var key = newKey();
    TestKafka.send(ReportTopic.NAME, poison, "{no json");
    awaitLetter(poison);
    say(key, 1, "BUG");
    awaitLetter(key);
    reports.mend(true);

    var all = replayAll();

    assertThat(all).containsEntry(poison, false).containsEntry(key, true);
    assertThat(deadLetters(poison)).hasSize(1);
  }

  /** The progress is that of the topic: a letter of another service must not make it up. */
  @Test
  void progress_stays_as_it_was() {
    var key = newKey();
    say(key, 1, "BUG");
    awaitLetter(key);
    ReportTopic.awaitProgress();

    replayAll();

    ReportTopic.awaitProgress();
  }

  @Test
  void only_topics_that_this_service_hears_and_only_those_who_may() {
    problem(replay(Tokens.centralIt(), "registry.packages"), 400, "invalid-request")
        .body("errors[0].field", equalTo("topic"))
        .body("errors[0].message", containsString(ReportTopic.NAME));
    problem(replay(Tokens.siteAdmin("*"), ReportTopic.NAME), 403, "forbidden");
    problem(replay(Tokens.centralIt(), ReportTopic.NAME + "&cursor=AAAA"), 400, "invalid-cursor");
  }

  private static void awaitLetter(String key) {
    await().atMost(60, SECONDS).until(() -> deadLetters(key).size() == 1);
  }

  private static Response replay(String token, String topic) {
    return as(token).post(PATH + topic);
  }

  /** By key, in pages of two. */
  private static Map<String, Boolean> replayAll() {
    var all = new HashMap<String, Boolean>();
    var cursor = "";
    do {
      var page = replay(Tokens.centralIt(), ReportTopic.NAME + "&limit=2" + cursor);
      page.then().statusCode(200).body("message", containsString("handled"));
      var json = page.jsonPath();
      var keys = json.<String>getList("data.key");
      var handled = json.<Boolean>getList("data.handled");
      for (int i = 0; i < keys.size(); i++) {
        all.put(keys.get(i), handled.get(i));
      }
      var next = json.getString("pagination.cursor");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return all;
  }
}
