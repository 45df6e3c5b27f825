package dev.pluginsuite.common.problem;

import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Faults;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.http.ContentType;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error as a client sees it. */
@AppTest
@SuppressWarnings("NullAway.Init")
class ProblemMappersTest {
  @Faults Consumer<String> faults;

  @Test
  void malformed_json_is_told_with_its_place() {
    var answer = as(Tokens.developer()).body("{\n  \"text\": nonsense }").post("/notes");

    problem(answer, 400, "malformed-request").body("detail", containsString("line 2, column"));
  }

  @Test
  void an_unknown_field_is_named_with_those_that_are_known() {
    var answer = as(Tokens.developer()).body("{\"text\":\"a\",\"txet\":\"b\"}").post("/notes");

    problem(answer, 400, "invalid-request")
        .body("errors[0].field", equalTo("txet"))
        .body("errors[0].message", containsString("text"));
  }

  @Test
  void a_field_of_the_wrong_form_is_named_with_its_path() {
    var answer = as(Tokens.developer()).body("{\"text\":\"a\",\"tags\":[7]}").post("/notes");

    problem(answer, 400, "invalid-request").body("errors[0].field", equalTo("tags[0]"));
  }

  @Test
  @Tag("REST-31")
  void violations_are_told_by_the_paths_of_their_fields() {
    var answer =
        as(Tokens.developer()).body("{\"text\":\"\",\"tags\":[{\"name\":\" \"}]}").post("/notes");

    problem(answer, 400, "invalid-request")
        .body("errors.field", hasItems("text", "tags[0].name"))
        .body("errors.message", hasItems("must not be blank"));
  }

  @Test
  void a_missing_body_is_a_violation() {
    var answer = as(Tokens.developer()).contentType(ContentType.JSON).post("/notes");

    problem(answer, 400, "invalid-request").body("errors[0].field", equalTo("body"));
  }

  @Test
  void a_body_of_the_wrong_kind_is_415() {
    var answer = as(Tokens.developer()).contentType(ContentType.TEXT).body("text").post("/notes");

    problem(answer, 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource({"/nothing", "/notes/not-a-uuid/race", "/notes/a/b/c"})
  void what_does_not_exist_is_404(String path) {
    var answer = as(Tokens.developer()).put(path);

    problem(answer, 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"/notes | GET, HEAD, POST", "/notes/some-id | PUT", "/admin/x/audit | GET, HEAD"})
  void a_method_that_does_not_exist_is_405_and_says_which_do(String path, String allowed) {
    var answer = as(Tokens.developer()).delete(path);

    problem(answer, 405, "method-not-allowed").body("detail", containsString(allowed));
    assertThat(answer.header("Allow").split(",\\s*", -1))
        .containsExactlyInAnyOrder(allowed.split(", "));
  }

  @Test
  void with_the_database_away_it_is_503_and_later_well_again() {
    faults.accept("stop POSTGRES");
    try {
      var answer = as(Tokens.developer()).get("/notes");

      problem(answer, 503, "unavailable")
          .header("Retry-After", equalTo("2"))
          .body(not(containsString("refused")));
    } finally {
      faults.accept("start POSTGRES");
    }
    await()
        .atMost(60, SECONDS)
        .until(() -> as(Tokens.developer()).get("/notes").statusCode() == 200);
  }

  @Test
  void an_error_is_500_and_tells_nothing() {
    var answer = as(Tokens.developer()).get("/notes/error");

    problem(answer, 500, "internal-error").body(not(containsString("secret")));
  }

  @Test
  void a_lost_race_is_409() {
    var id =
        as(Tokens.developer()).body("{\"text\":\"a\"}").post("/notes").jsonPath().getString("data");

    var answer = as(Tokens.developer()).put("/notes/" + id + "/race");

    problem(answer, 409, "concurrent-change");
  }

  @Test
  void a_change_without_its_precondition_is_428_and_with_a_wrong_one_412() {
    var path = "/notes/" + UUID.randomUUID();
    var without = as(Tokens.developer()).body("{\"text\":\"a\"}").put(path);
    var wrong =
        as(Tokens.developer()).header("If-Match", "\"7\"").body("{\"text\":\"a\"}").put(path);

    problem(without, 428, "precondition-required");
    problem(wrong, 412, "precondition-failed").body("detail", containsString("\"1\""));
  }

  @Test
  void a_bug_is_500_and_tells_nothing() {
    var answer = as(Tokens.developer()).get("/notes/bug");

    problem(answer, 500, "internal-error").body(not(containsString("secret")));
  }

  @Test
  void a_status_that_nobody_listed_stays_what_it_is_with_its_headers() {
    var answer = as(Tokens.developer()).get("/notes/gone");

    problem(answer, 410, "http-410")
        .header("Retry-After", equalTo("never"))
        .body(not(containsString("internal words")));
  }

  @Test
  void a_body_beyond_the_limit_is_413() {
    var answer = as(Tokens.developer()).body("{\"text\":\"" + "x".repeat(3_000_000)).post("/notes");

    answer.then().statusCode(413);
  }

  @Test
  void text_that_the_database_cannot_keep_is_the_callers_fault() {
    var answer = as(Tokens.developer()).body("{\"text\":\"a\\u0000b\"}").post("/notes");

    problem(answer, 400, "invalid-request").body("detail", containsString("U+0000"));
  }

  @Test
  void a_key_sent_with_another_body_is_422() {
    var key = UUID.randomUUID().toString();
    var first = as(Tokens.developer()).header("Idempotency-Key", key);
    var id = first.body("{\"text\":\"a\"}").post("/notes").jsonPath().getString("data");
    var again = as(Tokens.developer()).header("Idempotency-Key", key);
    again.body("{ \"text\": \"a\" }").post("/notes").then().body("data", equalTo(id));

    var other = as(Tokens.developer()).header("Idempotency-Key", key);

    problem(other.body("{\"text\":\"b\"}").post("/notes"), 422, "idempotency-key-reused");
  }

  @Test
  void a_key_of_the_wrong_length_is_400() {
    var tooLong = as(Tokens.developer()).header("Idempotency-Key", "k".repeat(256));

    problem(tooLong.body("{\"text\":\"a\"}").post("/notes"), 400, "invalid-request")
        .body("errors[0].field", equalTo("Idempotency-Key"));
  }
}
