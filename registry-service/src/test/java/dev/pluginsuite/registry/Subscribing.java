package dev.pluginsuite.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import dev.pluginsuite.common.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the tests of notices do over and over. */
public final class Subscribing {
  public static final String BASE = "/api/v1/admin/plugin-registry/subscriptions";
  public static final List<String> ALL =
      List.of(
          "package.submitted",
          "package.approved",
          "package.rejected",
          "package.deprecated",
          "package.revoked");

  private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

  private Subscribing() {}

  /**
   * @param more members of the body, over the usual ones
   */
  public static Map<String, Object> webhook(Receiver receiver, Map<String, ?> more) {
    var body = new HashMap<String, Object>();
    body.put("channel", "WEBHOOK");
    body.put("name", "a webhook");
    body.put("url", receiver.url());
    body.put("types", ALL);
    body.putAll(more);
    return body;
  }

  public static Response subscribe(String token, Map<String, ?> body) {
    return made(given().auth().oauth2(token).contentType(ContentType.JSON).body(body).post(BASE));
  }

  /** What was made, so that it can be ended; a refusal made nothing. */
  public static Response made(Response answer) {
    if (answer.statusCode() == 201) {
      MADE.add(answer.path("data.id"));
    }
    return answer;
  }

  /** Ends every subscription of a test, so that it is sent nothing of the tests that follow. */
  public static void end() {
    for (var id : MADE) {
      given()
          .auth()
          .oauth2(Tokens.centralIt())
          .delete(BASE + "/" + id)
          .then()
          .statusCode(oneOf(204, 404));
    }
    MADE.clear();
  }

  /** Refused is not expected. */
  public static Subscribed webhook(String token, Receiver receiver, Map<String, ?> more) {
    var answer = subscribe(token, webhook(receiver, more));
    answer.then().statusCode(201);
    return new Subscribed(token, answer.path("data.id"), answer.path("data.secret"));
  }

  /**
   * A subscription of whoever has the token.
   *
   * @param secret null for mail
   */
  public record Subscribed(String token, String id, String secret) {
    public Response get() {
      return given().auth().oauth2(token).get(BASE + "/" + id);
    }

    public Response put(Map<String, ?> body) {
      return given()
          .auth()
          .oauth2(token)
          .contentType(ContentType.JSON)
          .body(body)
          .put(BASE + "/" + id);
    }

    public Response post(String path) {
      return given()
          .auth()
          .oauth2(token)
          .contentType(ContentType.JSON)
          .post(BASE + "/" + id + "/" + path);
    }

    /** Newest first. */
    public List<Map<String, Object>> deliveries() {
      return given()
          .auth()
          .oauth2(token)
          .get(BASE + "/" + id + "/deliveries?limit=200")
          .then()
          .statusCode(200)
          .extract()
          .path("data");
    }
  }
}
