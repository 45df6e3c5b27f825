package dev.pluginsuite.common.http;

import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.testing.Tokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@AppTest
class StrictQueryTest {

  @Test
  @Tag("REST-38")
  void an_unknown_parameter_is_refused_with_those_that_are_known() {
    var answer = as(Tokens.developer()).get("/notes?txet=1");

    problem(answer, 400, "unknown-parameter")
        .body("errors[0].field", equalTo("txet"))
        .body("errors[0].message", containsString("[cursor, depth, limit, text-like]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?limit=1", "?text-like=a", "?depth=9&limit=200"})
  void declared_parameters_pass(String query) {
    as(Tokens.developer()).get("/notes" + query).then().statusCode(200);
  }

  @Test
  void a_parameter_is_refused_where_none_is_declared() {
    var answer = as(Tokens.developer()).get("/who?verbose=true");

    problem(answer, 400, "unknown-parameter");
  }

  @ParameterizedTest
  @CsvSource({"limit,0", "limit,201", "limit,-1", "depth,10"})
  void a_value_out_of_bounds_is_refused_by_name(String name, String value) {
    var answer = as(Tokens.developer()).queryParam(name, value).get("/notes");

    problem(answer, 400, "invalid-request")
        .body("errors", hasSize(1))
        .body("errors[0].field", equalTo(name));
  }

  @ParameterizedTest
  @CsvSource({"limit,many", "limit,99999999999", "depth,deep"})
  void a_value_of_the_wrong_form_is_refused_by_name(String name, String value) {
    var answer = as(Tokens.developer()).queryParam(name, value).get("/notes");

    problem(answer, 400, "invalid-request").body("errors[0].field", equalTo(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "AAAA", "bm90LWEtdXVpZA"})
  @Tag("REST-37")
  void a_cursor_of_somewhere_else_is_refused(String cursor) {
    var answer = as(Tokens.developer()).queryParam("cursor", cursor).get("/notes");

    problem(answer, 400, "invalid-cursor");
  }

  @Test
  @Tag("REST-37")
  void pages_follow_each_other_to_the_end() {
    var text = "page " + System.nanoTime();
    for (int i = 0; i < 3; i++) {
      as(Tokens.developer()).body("{\"text\":\"" + text + "\"}").post("/notes");
    }

    var first = as(Tokens.developer()).get("/notes?limit=2&text-like=" + text).jsonPath();
    var second =
        as(Tokens.developer())
            .queryParam("cursor", first.getString("pagination.cursor"))
            .get("/notes?limit=2&text-like=" + text);

    second.then().body("data", hasSize(1)).body("pagination.cursor", equalTo(null));
  }
}
