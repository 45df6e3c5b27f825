package dev.pluginsuite.common.inbox;

import static dev.pluginsuite.common.app.ReportTopic.awaitKnown;
import static dev.pluginsuite.common.app.ReportTopic.awaitProgress;
import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.app.ReportTopic.say;
import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.Faults;
import dev.pluginsuite.common.app.ReportTopic;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.Response;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@AppTest
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class ConsumersTest {
  private static final String REPORTS = "data.find { it.topic == '" + ReportTopic.NAME + "' }.";

  @Faults Consumer<String> faults;

  @Test
  void what_has_been_heard_to_its_end_has_no_lag_although_a_mark_follows() {
    var key = newKey();
    ReportTopic.sayInTransaction(
        key,
        "{\"revision\":1,\"state\":{\"packageId\":\"%s\",\"state\":\"PASSED\"}}".formatted(key));
    awaitProgress();

    consumers()
        .then()
        .body(REPORTS + "lag", equalTo(0))
        .body(REPORTS + "consumers", equalTo(1))
        .body(REPORTS + "partitions.consumer", everyItem(notNullValue()))
        .body(REPORTS + "partitions.host", everyItem(equalTo("127.0.0.1")));
  }

  @Test
  void what_waits_is_named_and_goes_once_it_is_applied() {
    var key = newKey();
    awaitProgress();
    try (var other = Database.replica()) {
      other.begin();
      other.execute("lock table known_reports in exclusive mode");
      say(key, 1, "PASSED");
      await().atMost(60, SECONDS).until(() -> waiting().contains(key));

      consumers()
          .then()
          .body(REPORTS + "lag", greaterThan(0))
          .body("message", containsString("heard to their end"));
      other.commit();
    }
    awaitKnown(key, "1 PASSED 1");
    await().atMost(60, SECONDS).until(() -> !waiting().contains(key));
  }

  private static String waiting() {
    var path = REPORTS + "partitions.findAll { it.waiting != null }.waiting.key";
    return String.valueOf(consumers().jsonPath().<Object>get(path));
  }

  @Test
  void without_kafka_the_answer_says_so() {
    faults.accept("stop KAFKA");
    try {
      problem(as(Tokens.centralIt()).get("/admin/registry/consumers"), 503, "unavailable");
    } finally {
      faults.accept("start KAFKA");
    }
  }

  @Test
  void only_those_who_may() {
    problem(as(Tokens.siteAdmin("*")).get("/admin/registry/consumers"), 403, "forbidden");
    problem(as(Tokens.centralIt()).get("/admin/health/consumers"), 404, "not-found");
  }

  private static Response consumers() {
    var answer = as(Tokens.centralIt()).get("/admin/registry/consumers");
    answer.then().statusCode(200);
    return answer;
  }
}
