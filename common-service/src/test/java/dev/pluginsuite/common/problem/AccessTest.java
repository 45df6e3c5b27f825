package dev.pluginsuite.common.problem;

import static dev.pluginsuite.common.problem.Requests.anonymous;
import static dev.pluginsuite.common.problem.Requests.as;
import static dev.pluginsuite.common.problem.Requests.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.testing.Tokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@AppTest
class AccessTest {

  @Test
  void without_a_token_a_challenge_comes_back() {
    var answer = anonymous().get("/notes");

    problem(answer, 401, "unauthenticated").header("WWW-Authenticate", equalTo("Bearer"));
  }

  @Test
  void without_a_token_nobody_learns_which_parameters_exist() {
    var answer = anonymous().get("/notes?txet=1");

    problem(answer, 401, "unauthenticated");
  }

  @Test
  void a_token_that_is_none_is_called_invalid() {
    var answer = as("nonsense").get("/notes");

    problem(answer, 401, "unauthenticated")
        .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""));
  }

  @Test
  void a_token_with_a_changed_payload_is_called_invalid() {
    var parts = Tokens.auditor().split("\\.", -1);
    var forged = parts[0] + "." + Tokens.centralIt().split("\\.", -1)[1] + "." + parts[2];

    problem(as(forged).get("/notes"), 401, "unauthenticated");
  }

  @Test
  void a_role_that_may_not_is_403() {
    var answer = as(Tokens.auditor()).get("/notes");

    problem(answer, 403, "forbidden");
  }

  @Test
  @Tag("REST-46")
  void an_endpoint_that_declares_no_role_lets_nobody_in() {
    problem(as(Tokens.centralIt()).get("/notes/undeclared"), 403, "forbidden");
    problem(anonymous().get("/notes/undeclared"), 401, "unauthenticated");
  }
}
