package dev.pluginsuite.registry.subscriptions;

import static dev.pluginsuite.registry.Subscribing.BASE;
import static dev.pluginsuite.registry.Subscribing.subscribe;
import static dev.pluginsuite.registry.Subscribing.webhook;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Receiver;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.Subscribing;
import dev.pluginsuite.registry.Subscribing.Subscribed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class SubscriptionFlowTest {
  private final Receiver receiver = new Receiver();

  @Inject Pool pool;

  @AfterEach
  void close() {
    Subscribing.end();
    receiver.close();
  }

  private static String somebody(String role) {
    return Tokens.of("s-" + UUID.randomUUID(), List.of(role), List.of("site-1"));
  }

  private static Map<String, Object> mail(String address) {
    return Map.of(
        "channel",
        "EMAIL",
        "name",
        "mail",
        "address",
        address,
        "types",
        List.of("package.approved"));
  }

  @Test
  void a_secret_is_shown_once_and_kept_so_that_nobody_can_read_it() throws Throwable {
    var token = somebody("central-it");
    var body = webhook(receiver, Map.of());
    var key = UUID.randomUUID().toString();

    var first = create(token, body, key);
    var again = create(token, body, key);

    first.then().statusCode(201).body("data.secret", startsWith("whsec_"));
    again.then().statusCode(201).body("data.secret", nullValue());
    assertThat(again.<String>path("data.id")).isEqualTo(first.path("data.id"));
    String secret = first.path("data.secret");
    var subscription = new Subscribed(token, first.path("data.id"), secret);
    subscription.get().then().statusCode(200).body(not(containsString(secret)));
    given().auth().oauth2(token).get(BASE).then().body(not(containsString(secret)));
    var rows =
        VertxContextSupport.subscribeAndAwait(
            () -> pool.query("select cast(s as varchar) from subscriptions s").execute());
    rows.forEach(it -> assertThat(it.getString(0)).doesNotContain(secret.substring(6)));
  }

  private static io.restassured.response.Response create(
      String token, Map<String, ?> body, String key) {
    return Subscribing.made(
        given()
            .auth()
            .oauth2(token)
            .contentType(ContentType.JSON)
            .header("Idempotency-Key", key)
            .body(body)
            .post(BASE));
  }

  @Test
  void after_a_rotation_both_secrets_sign_for_a_while() {
    var subscription = webhook(somebody("developer"), receiver, Map.of());
    var given = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    var rotated =
        given()
            .auth()
            .oauth2(subscription.token())
            .contentType(ContentType.JSON)
            .body(Map.of("secret", given))
            .post(BASE + "/" + subscription.id() + "/rotate-secret");

    rotated.then().statusCode(200).body("data.secret", equalTo(given));
    subscription.post("test").then().statusCode(200).body("data.status", equalTo("DELIVERED"));
    var call = receiver.calls().get(0);
    assertThat(call.isSignedWith(given)).isTrue();
    assertThat(call.isSignedWith(subscription.secret())).isTrue();
    assertThat(rotated.<String>path("data.previousSecretUntil")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2:8080/hook",
        "https://10.0.0.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd12::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://somebody:secret@127.0.0.1/hook",
        "https://2130706434/hook",
        "ftp://127.0.0.1/hook",
        "file:///etc/passwd",
        "hook"
      })
  void nothing_is_ever_sent_inside(String url) {
    var body = webhook(receiver, Map.of("url", url));

    subscribe(somebody("central-it"), body)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/webhook-not-allowed"))
        .body("errors.field", hasItem("url"));
  }

  @Test
  void nobody_subscribes_to_what_they_may_not_see() {
    subscribe(somebody("site-admin"), webhook(receiver, Map.of()))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/invalid-subscription"))
        .body(
            "errors.message",
            hasItems(
                "you are never told of package.submitted",
                "you are never told of package.rejected"));
    var elsewhere =
        Map.of("types", List.of("package.revoked"), "siteIds", List.of("site-1", "site-2"));
    subscribe(somebody("site-admin"), webhook(receiver, elsewhere))
        .then()
        .statusCode(422)
        .body("errors.message", equalTo(List.of("site-2 is not a site of yours")));
    subscribe(Tokens.siteAgent("site-1"), webhook(receiver, Map.of())).then().statusCode(403);
    subscribe(Tokens.auditor(), webhook(receiver, Map.of())).then().statusCode(403);
  }

  @Test
  void mail_is_sent_to_oneself_unless_central_it_says_otherwise() {
    var developer = Tokens.of("mailed", List.of("developer"), List.of());

    subscribe(developer, mail("victim@example.com"))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("address"));
    subscribe(developer, mail("Mailed@example.com"))
        .then()
        .statusCode(201)
        .body("data.secret", nullValue());
    subscribe(somebody("central-it"), mail("team@example.com")).then().statusCode(201);
    subscribe(somebody("central-it"), mail("a@example.com\r\nBcc: b@example.com"))
        .then()
        .statusCode(400);
  }

  @Test
  void what_does_not_fit_together_is_refused() {
    var token = somebody("central-it");
    var both = webhook(receiver, Map.of("address", "it@example.com"));
    subscribe(token, both).then().statusCode(422).body("errors[0].field", equalTo("address"));
    subscribe(token, webhook(receiver, Map.of("types", List.of()))).then().statusCode(400);
    subscribe(token, webhook(receiver, Map.of("types", List.of("package.exploded"))))
        .then()
        .statusCode(400);
    subscribe(token, webhook(receiver, Map.of("pluginIds", List.of("a*b")))).then().statusCode(400);
    subscribe(token, webhook(receiver, Map.of("name", "two\nlines"))).then().statusCode(400);
    var subscription = webhook(token, receiver, Map.of());
    subscription.put(mail("it@example.com")).then().statusCode(422);
    given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(Map.of("secret", "short"))
        .post(BASE + "/" + subscription.id() + "/rotate-secret")
        .then()
        .statusCode(422);
  }

  @Test
  void only_its_owner_and_central_it_know_of_a_subscription() {
    var mine = webhook(somebody("developer"), receiver, Map.of());
    var stranger = new Subscribed(somebody("developer"), mine.id(), mine.secret());

    stranger.get().then().statusCode(404);
    stranger.put(webhook(receiver, Map.of())).then().statusCode(404);
    stranger.post("test").then().statusCode(404);
    stranger.post("rotate-secret").then().statusCode(404);
    given()
        .auth()
        .oauth2(stranger.token())
        .get(BASE + "/" + mine.id() + "/deliveries")
        .then()
        .statusCode(404);
    given().auth().oauth2(stranger.token()).delete(BASE + "/" + mine.id()).then().statusCode(404);
    new Subscribed(Tokens.auditor(), mine.id(), "").get().then().statusCode(200);
    new Subscribed(Tokens.auditor(), mine.id(), "").post("test").then().statusCode(403);
    new Subscribed(somebody("central-it"), mine.id(), "").get().then().statusCode(200);
    given()
        .auth()
        .oauth2(somebody("central-it"))
        .get(BASE + "?limit=200")
        .then()
        .body("data.id", hasItem(mine.id()));
    given()
        .auth()
        .oauth2(stranger.token())
        .get(BASE)
        .then()
        .statusCode(200)
        .body("data", equalTo(List.of()));
  }

  @Test
  void a_change_is_made_to_what_was_read() {
    var subscription = webhook(somebody("developer"), receiver, Map.of());
    var etag = subscription.get().header("ETag");
    var off = new HashMap<>(webhook(receiver, Map.of("active", false)));

    subscription
        .put(off)
        .then()
        .statusCode(200)
        .body("data.status", equalTo("INACTIVE"))
        .body("data.active", equalTo(false));
    delete(subscription, etag).then().statusCode(412);
    delete(subscription, subscription.get().header("ETag")).then().statusCode(204);
    subscription.get().then().statusCode(404);
  }

  private static io.restassured.response.Response delete(Subscribed it, String etag) {
    return given().auth().oauth2(it.token()).header("If-Match", etag).delete(BASE + "/" + it.id());
  }

  @Test
  void one_person_has_a_limited_number_of_subscriptions() {
    var token = somebody("developer");
    for (var i = 0; i < 5; i++) {
      webhook(token, receiver, Map.of());
    }

    subscribe(token, webhook(receiver, Map.of()))
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/too-many-subscriptions"));
  }
}
