package dev.pluginsuite.registry.registries;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class RegistryDefaultsFlowTest {
  private static final String REGISTRIES = "/api/v1/admin/plugin-registry/registries";

  @Test
  void one_registry_of_a_scope_is_the_default() {
    create("default-one", "ENTERPRISE", Map.of("enterpriseId", "defaults"))
        .then()
        .statusCode(201)
        .body("data.isDefault", equalTo(true));
    create("default-two", "ENTERPRISE", Map.of("enterpriseId", "defaults"))
        .then()
        .body("data.isDefault", equalTo(false));

    create("default-three", "ENTERPRISE", Map.of("enterpriseId", "defaults", "isDefault", true))
        .then()
        .statusCode(201)
        .body("data.isDefault", equalTo(true));

    read("default-one").then().body("data.isDefault", equalTo(false));
    request().post(REGISTRIES + "/default-three/deactivate").then().statusCode(200);
    read("default-three").then().body("data.isDefault", equalTo(false));
    request()
        .body(Map.of("name", "Two", "enterpriseId", "defaults", "isDefault", true))
        .put(REGISTRIES + "/default-two")
        .then()
        .statusCode(200)
        .body("data.isDefault", equalTo(true));
    request()
        .body(Map.of("name", "Three", "enterpriseId", "defaults", "isDefault", true))
        .put(REGISTRIES + "/default-three")
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/registry-inactive"));
  }

  @Test
  @Tag("SEED-20")
  void type_and_scope_have_to_fit() {
    create("siteless", "SITE", Map.of())
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("siteId"));
    create("with-site", "ENTERPRISE", Map.of("siteId", "site-1")).then().statusCode(400);
  }

  @Test
  void what_a_registry_asks_of_decisions_stays_when_a_change_does_not_name_it() {
    create("asking", "ENTERPRISE", Map.of("enterpriseId", "asking", "review", strict()))
        .then()
        .statusCode(201)
        .body("data.review.secondApprover", equalTo(true));

    request().body(Map.of("name", "Renamed")).put(REGISTRIES + "/asking").then().statusCode(200);

    read("asking").then().body("data.review.reasonRequired", equalTo(true));
  }

  private static Map<String, Object> strict() {
    return Map.of("secondApprover", true, "reasonRequired", true, "changeReferenceRequired", false);
  }

  private static Response create(String id, String type, Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.putAll(Map.of("id", id, "type", type, "name", id));
    return request().body(body).post(REGISTRIES);
  }

  private static Response read(String id) {
    return request().get(REGISTRIES + "/" + id);
  }

  private static io.restassured.specification.RequestSpecification request() {
    return given().auth().oauth2(Tokens.centralIt()).contentType(ContentType.JSON);
  }
}
