package dev.pluginsuite.common.inbox;

import static dev.pluginsuite.common.app.ReportTopic.awaitKnown;
import static dev.pluginsuite.common.app.ReportTopic.known;
import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.app.ReportTopic.say;
import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.ReportTopic;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@AppTest
class RebuildTest {
  private static final String PATH = "/admin/registry/projections/rebuild?topic=";

  @Test
  void a_state_that_was_heard_already_is_taken_again_and_an_older_one_is_not() {
    var key = newKey();
    say(key, 2, "PASSED");
    awaitKnown(key, "2 PASSED 1");
    spoil(key);
    say(key, 2, "PASSED");
    var marker = newKey();
    say(marker, 1, "PASSED");
    awaitKnown(marker, "1 PASSED 1");
    assertThat(known(key)).as("heard already").startsWith("2 SPOILT");

    rebuild(Tokens.centralIt(), ReportTopic.NAME).then().body("data.rows", greaterThan(1));

    assertThat(known(key)).as("as it was until it is said").startsWith("-2 SPOILT");
    say(key, 2, "PASSED");
    awaitKnown(key, "2 PASSED 2");
    rebuild(Tokens.centralIt(), ReportTopic.NAME);
    rebuild(Tokens.centralIt(), ReportTopic.NAME).then().body("data.rows", equalTo(0));
    assertThat(known(key)).startsWith("-2 ");
  }

  private static void spoil(String key) {
    try (var database = Database.replica()) {
      database.execute("update known_reports set state = 'SPOILT' where package_id = ?", key);
    }
  }

  @Test
  void it_is_written_down_who_asked() {
    rebuild(Tokens.centralIt(), ReportTopic.NAME);

    as(Tokens.auditor())
        .get("/admin/registry/audit?limit=1&subjectId=" + ReportTopic.NAME)
        .then()
        .body("data[0].action", equalTo("projection.rebuild"))
        .body("data[0].actor", equalTo("it@example.com"));
  }

  @Test
  void only_what_this_service_keeps_and_only_those_who_may() {
    problem(rebuild(Tokens.centralIt(), "registry.packages"), 400, "invalid-request")
        .body("errors[0].field", equalTo("topic"))
        .body("errors[0].message", containsString(ReportTopic.NAME));
    problem(rebuild(Tokens.siteAdmin("*"), ReportTopic.NAME), 403, "forbidden");
    problem(
        as(Tokens.centralIt()).post("/admin/registry/projections/rebuild"), 400, "invalid-request");
  }

  private static Response rebuild(String token, String topic) {
    return as(token).post(PATH + topic);
  }
}
