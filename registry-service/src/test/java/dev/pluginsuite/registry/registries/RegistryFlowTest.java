package dev.pluginsuite.registry.registries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class RegistryFlowTest {
  private static final String BASE = "/api/v1/admin/plugin-registry";

  @Test
  @Tag("REST-1")
  void a_registry_is_changed_by_who_has_read_it() {
    var etag = create("flow-changed").then().statusCode(201).extract().header("ETag");
    var path = BASE + "/registries/flow-changed";

    change(path, etag, "Renamed").then().statusCode(200).body("data.name", equalTo("Renamed"));

    change(path, etag, "Late").then().statusCode(412);
    asCentralIt().post(path + "/deactivate").then().body("data.isActive", equalTo(false));
  }

  @Test
  @Tag("REST-1")
  void everybody_reads_registries_and_central_it_alone_makes_them() {
    create("flow-read").then().statusCode(201);
    var body = Map.of("id", "flow-made", "type", "ENTERPRISE", "name", "Enterprise");

    for (var token : List.of(Tokens.developer(), Tokens.siteAdmin("site-1"), Tokens.auditor())) {
      as(token).get(BASE + "/registries/flow-read").then().statusCode(200);
      as(token)
          .get(BASE + "/registries?limit=200")
          .then()
          .statusCode(200)
          .body("data.id", hasItem("flow-read"));
      as(token).body(body).post(BASE + "/registries").then().statusCode(403);
    }
  }

  @Test
  void the_audit_says_what_a_change_made_of_what_was_before() {
    create("flow-audited");
    var path = BASE + "/registries/flow-audited";
    asCentralIt()
        .body(Map.of("name", "Strict", "review", Map.of("secondApprover", true)))
        .put(path)
        .then()
        .statusCode(200);
    asCentralIt().post(path + "/deactivate").then().statusCode(200);
    asCentralIt().post(path + "/deactivate").then().statusCode(200);

    asCentralIt()
        .get("/api/v1/admin/registry/audit?subjectId=flow-audited")
        .then()
        .body(
            "data.action", contains("registry.deactivated", "registry.changed", "registry.created"))
        .body("data[0].before", startsWith("active"))
        .body("data[0].after", startsWith("inactive"))
        .body("data[1].before", containsString("secondApprover=false"))
        .body("data[1].after", containsString("secondApprover=true"));
  }

  @Test
  void an_id_that_many_want_at_once_goes_to_one() {
    var statuses = AtOnce.statuses(8, it -> create("flow-wanted"));

    assertThat(statuses).containsOnly(201, 409);
    assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
  }

  private static Response create(String id) {
    return asCentralIt()
        .body(Map.of("id", id, "type", "ENTERPRISE", "name", "Enterprise"))
        .post(BASE + "/registries");
  }

  private static Response change(String path, String etag, String name) {
    return asCentralIt().header("If-Match", etag).body(Map.of("name", name)).put(path);
  }

  private static RequestSpecification asCentralIt() {
    return as(Tokens.centralIt());
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
