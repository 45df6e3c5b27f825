package dev.pluginsuite.registry.ratings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.Catalogued;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class RatingFlowTest {
  private static final String BASE = "/api/v1/admin/plugin-registry";
  private static final String ANNA = Tokens.of("anna", List.of("site-admin"), List.of("site-1"));
  private static final String BERT =
      Tokens.of("bert", List.of("site-admin"), List.of("site-1", "site-2"));

  @BeforeEach
  void registry() {
    Catalogued.registry("rated");
  }

  private static UUID ranAtSite1(String pluginId) {
    var id = Catalogued.in("rated", pluginId, "1.0.0").put();
    said(UUID.randomUUID(), id, "site-1", 1, InstallationStatus.ACTIVE);
    return id;
  }

  private static void said(
      UUID installation, UUID packageId, String site, long revision, InstallationStatus status) {
    var state =
        new InstallationState(
            installation,
            site,
            packageId,
            "p",
            "1.0.0",
            status,
            status,
            1,
            1,
            status.isLive(),
            null);
    TestKafka.say(Topic.INSTALLATIONS.topicName(), installation, revision, state);
  }

  private static Response write(String token, UUID packageId, Map<String, ?> body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(body)
        .post(reviews(packageId));
  }

  private static String reviews(UUID packageId) {
    return BASE + "/packages/" + packageId + "/reviews";
  }

  private static Response decide(
      String token, UUID packageId, Response written, String verb, Map<String, ?> body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .header("If-Match", written.header("ETag"))
        .body(body)
        .put(reviews(packageId) + "/" + written.path("data.id") + "/" + verb);
  }

  private static Response list(String token, UUID packageId) {
    return given().auth().oauth2(token).get(reviews(packageId));
  }

  @Test
  @Tag("SEED-24")
  @Tag("REST-6")
  void a_review_counts_and_is_seen_by_others_once_it_is_approved() {
    var id = ranAtSite1("rated-one");

    var written = write(ANNA, id, Map.of("rating", 5, "comment", " good\u0007\r\nsteady\u202e "));

    written
        .then()
        .statusCode(201)
        .body("data.comment", equalTo("good\nsteady"))
        .body("data.reviewerId", equalTo("anna@example.com"))
        .body("data.siteId", equalTo("site-1"))
        .body("data.isApproved", equalTo(false));
    write(ANNA, id, Map.of("rating", 5, "comment", "good\nsteady"))
        .then()
        .statusCode(200)
        .header("ETag", written.header("ETag"));
    list(ANNA, id).then().body("data.rating", contains(5)).body("rating.count", equalTo(0));
    list(Tokens.centralIt(), id).then().body("data", hasSize(1));
    list(BERT, id).then().body("data", hasSize(0));
    list(Tokens.auditor(), id).then().body("data", hasSize(0));
    given()
        .auth()
        .oauth2(BERT)
        .get(reviews(id) + "/" + written.path("data.id"))
        .then()
        .statusCode(404);

    decide(Tokens.centralIt(), id, written, "approve", Map.of())
        .then()
        .statusCode(200)
        .body("data.isApproved", equalTo(true));

    list(BERT, id)
        .then()
        .body("data.rating", contains(5))
        .body("rating.count", equalTo(1))
        .body("rating.histogram.'5'", equalTo(1));
    given()
        .auth()
        .oauth2(BERT)
        .get(BASE + "/catalog?registryId=rated&q=rated-one&minRating=5")
        .then()
        .body("data.rating.mean", contains(5.0f))
        .body("data.rating.smoothed", contains(3.33f));
    given()
        .auth()
        .oauth2(BERT)
        .get(BASE + "/catalog/rated-one")
        .then()
        .body("data.rating.count", contains(1));
    given()
        .auth()
        .oauth2(Tokens.auditor())
        .get("/api/v1/admin/registry/audit?subjectId=" + written.path("data.id"))
        .then()
        .body("data.action", hasItems("review.write", "review.approve"));
  }

  @Test
  void written_again_it_takes_the_first_ones_place_and_is_looked_at_again() {
    var id = ranAtSite1("rated-again");
    var first = write(ANNA, id, Map.of("rating", 1));
    decide(Tokens.centralIt(), id, first, "approve", Map.of()).then().statusCode(200);

    var same = write(ANNA, id, Map.of("rating", 1));
    var other = write(ANNA, id, Map.of("rating", 4, "comment", "better now"));

    same.then()
        .statusCode(200)
        .body("data.isApproved", equalTo(true))
        .body("data.id", equalTo(first.path("data.id")));
    other
        .then()
        .statusCode(200)
        .body("data.isApproved", equalTo(false))
        .body("data.id", equalTo(first.path("data.id")));
    list(ANNA, id)
        .then()
        .body("data", hasSize(1))
        .body("rating.count", equalTo(0))
        .body("rating.mean", nullValue());
    given()
        .auth()
        .oauth2(ANNA)
        .contentType(ContentType.JSON)
        .header("If-Match", first.header("ETag"))
        .body(Map.of("rating", 2))
        .post(reviews(id))
        .then()
        .statusCode(412);
  }

  @Test
  @Tag("SEED-24")
  void only_who_has_run_it_rates_it_also_after_it_was_removed() {
    var id = Catalogued.in("rated", "rated-run", "1.0.0").put();
    var installation = UUID.randomUUID();
    said(installation, id, "site-1", 1, InstallationStatus.INSTALLING);

    write(ANNA, id, Map.of("rating", 3))
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/never-ran"));
    said(installation, id, "site-1", 2, InstallationStatus.ACTIVE);
    said(installation, id, "site-1", 3, InstallationStatus.UNINSTALLED);
    write(ANNA, id, Map.of("rating", 3)).then().statusCode(201);

    write(BERT, id, Map.of("rating", 3))
        .then()
        .statusCode(422)
        .body("choices", contains("site-1", "site-2"));
    write(BERT, id, Map.of("rating", 3, "siteId", "site-2")).then().statusCode(409);
    write(BERT, id, Map.of("rating", 3, "siteId", "site-3")).then().statusCode(404);
    write(Tokens.developer(), id, Map.of("rating", 3)).then().statusCode(403);
  }

  @Test
  void what_is_no_rating_is_refused_by_name() {
    var id = ranAtSite1("rated-wrong");

    for (var wrong : List.<Object>of(0, 6, 4.5, "many")) {
      write(ANNA, id, Map.of("rating", wrong))
          .then()
          .statusCode(400)
          .body("errors.field", hasItem("rating"));
    }
    write(ANNA, id, Map.of("comment", "no stars")).then().statusCode(400);
    write(ANNA, id, Map.of("rating", 3, "comment", "x".repeat(2001)))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("comment"));
    write(ANNA, UUID.randomUUID(), Map.of("rating", 3)).then().statusCode(404);
    var hidden =
        Catalogued.in("rated", "rated-hidden", "1.0.0").being(PackageStatus.IN_REVIEW).put();
    list(ANNA, hidden).then().statusCode(404);
    list(Tokens.centralIt(), hidden).then().statusCode(200);
  }

  @Test
  void a_decision_is_on_what_was_read_by_somebody_else_and_can_be_taken_back() {
    var id = ranAtSite1("rated-decided");
    var written = write(ANNA, id, Map.of("rating", 2));
    var path = reviews(id) + "/" + written.path("data.id");

    given().auth().oauth2(Tokens.centralIt()).put(path + "/approve").then().statusCode(428);
    decide(ANNA, id, written, "approve", Map.of()).then().statusCode(403);
    decide(Tokens.of("anna", List.of("central-it"), List.of()), id, written, "approve", Map.of())
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/own-submission"));
    decide(Tokens.centralIt(), id, written, "reject", Map.of()).then().statusCode(422);
    var approved = decide(Tokens.centralIt(), id, written, "approve", Map.of());
    decide(Tokens.centralIt(), id, written, "reject", Map.of("reason", "late"))
        .then()
        .statusCode(412);
    decide(Tokens.centralIt(), id, approved, "approve", Map.of()).then().statusCode(409);
    decide(Tokens.centralIt(), id, approved, "reject", Map.of("reason", "names a person"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("REJECTED"));

    list(ANNA, id)
        .then()
        .body("data.reason", contains("names a person"))
        .body("rating.count", equalTo(0));
    given()
        .auth()
        .oauth2(Tokens.centralIt())
        .put(reviews(UUID.randomUUID()) + "/" + written.path("data.id") + "/approve")
        .then()
        .statusCode(404);
  }

  @Test
  void a_review_that_is_sent_many_times_at_once_is_one() {
    var id = ranAtSite1("rated-at-once");
    write(BERT, id, Map.of("rating", 1, "siteId", "site-1")).then().statusCode(201);

    var statuses = AtOnce.statuses(6, it -> write(ANNA, id, Map.of("rating", 4)));

    assertThat(statuses).isSubsetOf(201, 200, 409);
    assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
    list(ANNA, id).then().body("data", hasSize(1));
    list(Tokens.centralIt(), id).then().body("data", hasSize(2));
  }
}
