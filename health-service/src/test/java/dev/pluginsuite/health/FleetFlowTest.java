package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How all of them are, the worst first. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class FleetFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String FLEET = "/api/v1/admin/plugin-registry/health";

  @Test
  @Tag("REST-17")
  void the_worst_come_first_page_by_page_and_only_those_of_the_callers_sites() {
    var bad = said("fleet-1", 1000);
    var middling = said("fleet-1", 4);
    var good = said("fleet-1", 0);
    said("fleet-2", 1000);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                get("/installations")
                    .then()
                    .statusCode(200)
                    .body("data.status", contains("UNHEALTHY", "DEGRADED", "HEALTHY")));

    assertThat(pages("/installations", "data.installationId"))
        .containsExactly(bad.id().toString(), middling.id().toString(), good.id().toString());
    get("?by=site")
        .then()
        .body("data", hasSize(1))
        .body("data[0].siteId", equalTo("fleet-1"))
        .body("data[0].unhealthy", equalTo(1))
        .body("data[0].degraded", equalTo(1))
        .body("data[0].healthy", equalTo(1));
    get("?by=version&version=1.0.0")
        .then()
        .body("data[0].pluginId", equalTo("risk-analyzer"))
        .body("data[0].version", equalTo("1.0.0"));
    get("/installations?status=HEALTHY").then().body("data", hasSize(1));
    assertThat(
            as(Tokens.centralIt())
                .queryParams(Map.of("by", "site", "limit", 200))
                .get(FLEET)
                .<List<String>>path("data.siteId"))
        .contains("fleet-1", "fleet-2");
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(given().get("/q/metrics").asString())
                    .contains(
                        "health_installations{plugin=\"risk-analyzer\",status=\"UNHEALTHY\"}"));
  }

  @Test
  void a_question_is_checked() {
    get("?by=colour").then().statusCode(400).body("errors.field", contains("by"));
    get("?by=site&cursor=YWJj")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
    get("/installations?cursor=MDp4").then().statusCode(400);
    get("/installations?cursor=" + cursor("99999999999:" + new UUID(0, 0))).then().statusCode(400);
    get("?by=site&cursor=" + cursor(Long.MIN_VALUE + ":0:0:x")).then().statusCode(400);
    as(Tokens.siteAgent("fleet-1")).get(FLEET).then().statusCode(403);
  }

  /** As somebody makes it who was given none. */
  private static String cursor(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static List<String> pages(String path, String field) {
    var read = new ArrayList<String>();
    String cursor = null;
    do {
      var page = get(path + "?limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
      page.then().statusCode(200);
      read.addAll(page.path(field));
      cursor = page.path("pagination.cursor");
    } while (cursor != null);
    return read;
  }

  private static Installed said(String site, int errors) {
    var it = Installed.at(site);
    var now = Instant.now();
    as(Tokens.siteAgent(site))
        .body(
            Map.of(
                "samples",
                List.of(sample(it, now, errors), sample(it, now.minusSeconds(1), errors))))
        .post("/api/v1/sites/" + site + "/health")
        .then()
        .statusCode(200)
        .body("data.accepted", equalTo(2));
    return it;
  }

  private static Map<String, Object> sample(Installed it, Instant at, int errors) {
    return Map.of(
        "installationId", it.id().toString(),
        "errorCount", errors,
        "warningCount", 0,
        "avgExecutionTime", 1,
        "memoryUsage", 1,
        "cpuUsage", 1,
        "recordedAt", at.toString());
  }

  private static Response get(String path) {
    return as(Tokens.siteAdmin("fleet-1")).get(FLEET + path);
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }
}
