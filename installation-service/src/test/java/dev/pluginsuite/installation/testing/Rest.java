package dev.pluginsuite.installation.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that many tests send. */
public final class Rest {
  private static final AtomicInteger SITES = new AtomicInteger();
  public static final String SITES_PATH = "/api/v1/admin/plugin-registry/sites";

  private Rest() {}

  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  /** Registers a site and waits until it can be given plugins. */
  public static String activeSite() {
    return activeSite(Map.of());
  }

  /** The same, with more said of it. */
  public static String activeSite(Map<String, ?> more) {
    var id = "test-" + SITES.incrementAndGet();
    var body = new HashMap<String, Object>(more);
    body.putAll(Map.of("id", id, "name", "Test", "mesVersion", "2.4.0", "apiVersion", "1.2.0"));
    as(Tokens.centralIt()).body(body).post(SITES_PATH).then().statusCode(201);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as(Tokens.centralIt())
                    .get(SITES_PATH + "/" + id)
                    .then()
                    .body("data.status", equalTo("ACTIVE")));
    return id;
  }

  /** Does not wait for the site. */
  public static ValidatableResponse install(String siteId, UUID packageId, Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.put("packageId", packageId);
    return as(Tokens.siteAdmin(siteId))
        .header("Prefer", "respond-async")
        .body(body)
        .post("/api/v1/admin/plugins/install")
        .then();
  }

  public static ValidatableResponse installation(String siteId, String id) {
    return as(Tokens.siteAdmin(siteId)).get("/api/v1/admin/plugins/{id}", id).then();
  }

  /** Does not wait for the site. */
  public static ValidatableResponse act(String siteId, String id, String action) {
    return as(Tokens.siteAdmin(siteId))
        .header("Prefer", "respond-async")
        .post("/api/v1/admin/plugins/" + id + "/" + action)
        .then();
  }
}
