package dev.pluginsuite.common.security;

import static dev.pluginsuite.common.problem.Requests.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@AppTest
class CallerTest {

  @Test
  void a_person_is_known_by_subject_mail_and_address() {
    who(Tokens.developer())
        .body("principal", equalTo("sub-dev"))
        .body("name", equalTo("dev@example.com"))
        .body("address", equalTo("127.0.0.1"));
  }

  @Test
  void a_site_admin_has_the_sites_of_the_token() {
    who(Tokens.siteAdmin("site-2", "site-1"))
        .body("all", equalTo(false))
        .body("sites", contains("site-1", "site-2"));
  }

  @Test
  void a_site_admin_of_the_group_has_every_site() {
    who(Tokens.siteAdmin("*")).body("all", equalTo(true));
  }

  @Test
  void an_agent_never_has_every_site() {
    who(Tokens.siteAgent("*")).body("all", equalTo(false)).body("sites", contains("*"));
  }

  @Test
  void central_it_and_auditors_have_every_site() {
    who(Tokens.centralIt()).body("all", equalTo(true));
    who(Tokens.auditor()).body("all", equalTo(true));
  }

  @Test
  void without_the_claim_there_is_no_site() {
    who(Tokens.of("nobody", List.of(Roles.SITE_ADMIN), List.of()))
        .body("all", equalTo(false))
        .body("sites", empty());
  }

  private static ValidatableResponse who(String token) {
    return as(token).get("/who").then().statusCode(200);
  }
}
