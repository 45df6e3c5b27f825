package dev.pluginsuite.registry.deliveries;

import static dev.pluginsuite.registry.Subscribing.webhook;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.Receiver;
import dev.pluginsuite.registry.Receiver.Call;
import dev.pluginsuite.registry.Receiver.Reply;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.Subscribing;
import dev.pluginsuite.registry.Subscribing.Subscribed;
import dev.pluginsuite.registry.channels.Channels;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.notices.Notices;
import dev.pluginsuite.registry.subscriptions.SubscriberService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers as they are: away, slow, confused, gone; and senders that meet or die. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class DeliveryFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  @Inject Notices notices;
  @Inject DeliveryService deliveries;
  @Inject SendingService sending;
  @Inject SubscriberService subscribers;
  @Inject Channels channels;
  @Inject DeliveryMetrics metrics;
  @Inject DeliveryWorker worker;
  @Inject NoticeRetention retention;
  @Inject DeliveryConfig config;
  @Inject Pool pool;

  private final Receiver receiver = new Receiver();

  /** Of each test its own, so that none is told of the others. */
  private final String plugin = "plugin-" + UUID.randomUUID();

  @AfterEach
  void close() {
    Subscribing.end();
    receiver.close();
  }

  private Subscribed subscribed() {
    return webhook(somebody(), receiver, Map.of("pluginIds", List.of(plugin)));
  }

  private static String somebody() {
    return Tokens.of("it-" + PEOPLE.incrementAndGet(), List.of("central-it"), List.of());
  }

  private void raise(String subject, int number) {
    var scope = new NoticeScope("enterprise", plugin, "dev", Set.of());
    var data = Map.of("number", number, "subject", subject);
    run(
        () ->
            Panache.withTransaction(
                () -> notices.raise(NoticeType.PACKAGE_APPROVED, subject, scope, data)));
    worker.wake();
  }

  private static <T> void run(Supplier<Uni<T>> step) {
    try {
      VertxContextSupport.subscribeAndAwait(step);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void sql(String statement, String subscriptionId) {
    run(() -> pool.preparedQuery(statement).execute(Tuple.of(UUID.fromString(subscriptionId))));
  }

  private static Map<String, List<Integer>> numbers(List<Call> calls) {
    return calls.stream()
        .map(it -> it.event().get("data"))
        .collect(
            groupingBy(
                it -> it.get("subject").asText(),
                mapping(it -> it.get("number").asInt(), toList())));
  }

  @Test
  void a_receiver_that_was_away_gets_every_notice_signed_and_in_order_of_each_subject() {
    var subscription = subscribed();
    receiver.goesAway();
    raise("a", 1);
    raise("b", 1);
    raise("a", 2);
    await()
        .atMost(LONG)
        .until(() -> subscription.deliveries().stream().anyMatch(it -> tries(it) > 1));
    raise("a", 3);
    raise("b", 2);

    receiver.comesBack();

    await().atMost(LONG).until(() -> receiver.calls().size() >= 5);
    assertThat(numbers(receiver.calls()))
        .containsOnly(Map.entry("a", List.of(1, 2, 3)), Map.entry("b", List.of(1, 2)));
    assertThat(receiver.calls())
        .allMatch(it -> it.isSignedWith(subscription.secret()))
        .extracting(Call::id)
        .doesNotHaveDuplicates();
    await().atMost(LONG).untilAsserted(() -> assertAll(subscription, "DELIVERED"));
    assertThat(receiver.calls()).hasSize(5);
    var first = receiver.calls().get(0);
    var event = first.event();
    assertThat(first.contentType()).startsWith("application/cloudevents+json");
    assertThat(event.get("specversion").asText()).isEqualTo("1.0");
    assertThat(event.get("id").asText()).isEqualTo(first.id());
    assertThat(event.get("type").asText()).isEqualTo("package.approved");
    assertThat(Instant.parse(event.get("time").asText())).isBeforeOrEqualTo(Instant.now());
  }

  private static int tries(Map<String, Object> delivery) {
    return (Integer) Objects.requireNonNull(delivery.get("attempts"));
  }

  private static void assertAll(Subscribed subscription, String status) {
    assertThat(subscription.deliveries()).extracting(it -> it.get("status")).containsOnly(status);
  }

  @Test
  void a_notice_that_nobody_takes_dies_and_can_be_sent_again_under_the_same_id() {
    var subscription = subscribed();
    receiver.answers(it -> new Reply(bad(it) ? 500 : 204, Map.of(), bad(it) ? "what?\n" : ""));
    raise("a", 1);
    await().atMost(LONG).until(() -> !receiver.calls().isEmpty());
    sql("update notice_deliveries set attempts = 31 where subscription_id = $1", subscription.id());
    raise("a", 2);

    await()
        .atMost(LONG)
        .until(() -> numbers(receiver.calls()).getOrDefault("a", List.of()).contains(2));

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(subscription.deliveries())
                    .extracting(it -> it.get("status"))
                    .containsExactly("DELIVERED", "DEAD"));
    var dead = subscription.deliveries().get(1);
    assertThat(dead)
        .containsEntry("responseCode", 500)
        .containsEntry("responseExcerpt", "what?")
        .containsEntry("error", "The receiver answered 500.")
        .containsEntry("nextAttemptAt", null);
    receiver.answers(204);
    subscription.post("deliveries/" + dead.get("id") + "/redeliver").then().statusCode(202);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(subscription.deliveries().get(1)).containsEntry("status", "DELIVERED"));
    var calls = receiver.calls();
    assertThat(calls.get(calls.size() - 1).id()).isEqualTo(calls.get(0).id());
  }

  private static boolean bad(Call call) {
    return call.event().at("/data/number").asInt() == 1;
  }

  @Test
  void what_was_sent_when_its_sender_died_is_sent_again_under_the_same_id() {
    var subscription = subscribed();
    var died = new AtomicBoolean();
    receiver.answers(
        it -> {
          if (died.compareAndSet(false, true)) {
            // From here on its sender is as good as killed: it may not write down what became of
            // it.
            sql(
                "update delivery_turns set lease = lease + 1, leased_until = now() where subscription_id = $1",
                subscription.id());
          }
          return new Reply(204, Map.of(), "");
        });

    raise("a", 1);

    await().atMost(LONG).until(() -> receiver.calls().size() == 2);
    assertThat(receiver.calls()).extracting(Call::id).containsOnly(receiver.calls().get(0).id());
    await().atMost(LONG).untilAsserted(() -> assertAll(subscription, "DELIVERED"));
    assertThat(receiver.calls())
        .extracting(Call::body)
        .containsOnly(receiver.calls().get(0).body());
  }

  @Test
  void two_senders_at_once_deliver_nothing_twice_and_all_in_order() throws Exception {
    var subscription = subscribed();
    var other = subscribed();
    var second = new DeliveryWorker(deliveries, sending, subscribers, channels, metrics, config);
    try {
      IntStream.range(0, 60).forEach(it -> raiseAndWake("subject-" + it % 6, it, second));

      await()
          .atMost(LONG)
          .until(
              () -> {
                second.wake();
                return receiver.calls().size() >= 120;
              });
      await().atMost(LONG).untilAsserted(() -> assertAll(subscription, "DELIVERED"));
      await().atMost(LONG).untilAsserted(() -> assertAll(other, "DELIVERED"));
    } finally {
      second.stop(new ShutdownEvent());
    }

    assertThat(receiver.calls()).hasSize(120);
    for (var secret : List.of(subscription.secret(), other.secret())) {
      var mine = receiver.calls().stream().filter(it -> it.isSignedWith(secret)).toList();
      assertThat(mine).extracting(Call::id).hasSize(60).doesNotHaveDuplicates();
      assertThat(numbers(mine).values()).hasSize(6).allSatisfy(it -> assertThat(it).isSorted());
    }
  }

  private void raiseAndWake(String subject, int number, DeliveryWorker second) {
    raise(subject, number);
    second.wake();
  }

  @Test
  void a_slow_receiver_holds_up_nobody_else() throws Exception {
    try (var slow = new Receiver()) {
      var enough = new CountDownLatch(1);
      slow.answers(it -> patiently(enough));
      var hanging = webhook(somebody(), slow, Map.of("pluginIds", List.of(plugin)));
      subscribed();

      raise("a", 1);
      raise("a", 2);

      await().atMost(LONG).until(() -> receiver.calls().size() == 2);
      enough.countDown();
      await().atMost(LONG).untilAsserted(() -> assertAll(hanging, "DELIVERED"));
      assertThat(numbers(slow.calls()).get("a")).startsWith(1).endsWith(2);
    }
  }

  private static Reply patiently(CountDownLatch enough) {
    try {
      enough.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Reply(204, Map.of(), "");
  }

  @Test
  void old_notices_are_forgotten_with_the_log_of_their_deliveries() {
    var subscription = subscribed();
    raise("a", 1);
    await().atMost(LONG).until(() -> !receiver.calls().isEmpty());
    raise("a", 2);
    await().atMost(LONG).until(() -> receiver.calls().size() == 2);
    await().atMost(LONG).untilAsserted(() -> assertAll(subscription, "DELIVERED"));
    sql(
        "update notices set raised_at = now() - interval '31 days' where id = (select notice_id from notice_deliveries where subscription_id = $1 order by seq limit 1)",
        subscription.id());

    run(retention::forget);

    assertThat(subscription.deliveries())
        .extracting(it -> it.get("noticeId"))
        .containsExactly(receiver.calls().get(1).id());
  }

  @Test
  void a_receiver_that_wants_no_more_gets_no_more_until_its_owner_says_so() {
    var subscription = subscribed();
    receiver.answers(410);
    raise("a", 1);
    await()
        .atMost(LONG)
        .untilAsserted(() -> subscription.get().then().body("data.status", equalTo("GONE")));
    subscription.get().then().body("data.statusReason", containsString("410"));
    receiver.answers(204);
    var witness = subscribed();
    raise("a", 2);
    await().atMost(LONG).until(() -> receiver.calls().size() == 2);
    await().atMost(LONG).untilAsserted(() -> assertAll(witness, "DELIVERED"));
    assertThat(subscription.deliveries()).hasSize(1);

    subscription
        .put(webhook(receiver, Map.of("pluginIds", List.of(plugin))))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("ACTIVE"))
        .body("data.statusReason", nullValue());
    raise("a", 3);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(subscription.deliveries())
                    .extracting(it -> it.get("status"))
                    .containsExactly("DELIVERED", "DEAD"));
  }

  @Test
  void a_subscription_that_fails_for_a_day_is_paused_and_misses_nothing() {
    var subscription = subscribed();
    receiver.answers(503);
    raise("a", 1);
    await().atMost(LONG).until(() -> receiver.calls().size() >= 3);
    sql(
        "update delivery_turns set failing_since = now() - interval '25 hours' where subscription_id = $1",
        subscription.id());
    await()
        .atMost(LONG)
        .untilAsserted(() -> subscription.get().then().body("data.status", equalTo("PAUSED")));
    run(metrics::look);
    assertThat(gauge("notices_subscriptions_paused")).isEqualTo(1);
    assertThat(gauge("notices_oldest_age_seconds")).isPositive();
    raise("a", 2);
    receiver.answers(204);
    // The owner's test is sent all the same, once.
    subscription
        .post("test")
        .then()
        .statusCode(200)
        .body("data.status", equalTo("DELIVERED"))
        .body("data.type", equalTo("subscription.test"));
    subscription.get().then().body("data.status", equalTo("PAUSED"));

    subscription
        .put(webhook(receiver, Map.of("pluginIds", List.of(plugin))))
        .then()
        .statusCode(200);

    await().atMost(LONG).untilAsserted(() -> assertAll(subscription, "DELIVERED"));
    assertThat(subscription.deliveries()).hasSize(3);
    var audit =
        given()
            .auth()
            .oauth2(Tokens.auditor())
            .get("/api/v1/admin/registry/audit?subjectId=" + subscription.id());
    assertThat(audit.<List<String>>path("data.action"))
        .contains(
            "subscription.create", "subscription.stop", "subscription.test", "subscription.change");
  }

  @Test
  void nobody_sends_tests_without_end_however_many_subscriptions_they_make() {
    var tester = somebody();
    var first = webhook(tester, receiver, Map.of());
    for (int i = 0; i < config.tests(); i++) {
      first.post("test").then().statusCode(200);
    }
    var calls = receiver.calls().size();
    given()
        .auth()
        .oauth2(tester)
        .delete(Subscribing.BASE + "/" + first.id())
        .then()
        .statusCode(204);
    var second = webhook(tester, receiver, Map.of());

    second
        .post("test")
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[1-9][0-9]?"))
        .header("RateLimit-Limit", String.valueOf(config.tests()))
        .body("type", equalTo("/problems/too-many-tests"));

    assertThat(receiver.calls()).hasSize(calls);
    subscribed().post("test").then().statusCode(200);
  }

  private static double gauge(String name) {
    return get("/q/metrics")
        .asString()
        .lines()
        .filter(it -> it.startsWith(name))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_receiver_is_left_alone_as_long_as_it_asks_for_up_to_an_hour() {
    var subscription = subscribed();
    receiver.answers(it -> new Reply(429, Map.of("Retry-After", "86400"), ""));

    raise("a", 1);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(subscription.deliveries())
                    .extracting(it -> tries(it), it -> it.get("responseCode"))
                    .containsExactly(tuple(1, 429)));
    var delivery = subscription.deliveries().get(0);
    var wait =
        Duration.between(
            Instant.parse((String) delivery.get("attemptedAt")),
            Instant.parse((String) delivery.get("nextAttemptAt")));
    assertThat(wait).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void a_test_shows_what_the_receiver_answers_and_no_redirect_is_followed() {
    var subscription = subscribed();
    try (var inside = new Receiver()) {
      receiver.answers(it -> new Reply(307, Map.of("Location", inside.url()), "elsewhere"));

      subscription
          .post("test")
          .then()
          .statusCode(200)
          .body("data.status", equalTo("DEAD"))
          .body("data.responseCode", equalTo(307))
          .body("data.responseExcerpt", equalTo("elsewhere"))
          .body("data.attempts", equalTo(1))
          .body("data.error", containsString("redirects are not followed"));

      assertThat(inside.calls()).isEmpty();
    }
  }

  /** As after a change of the name's address: what was allowed once is looked at each time. */
  @Test
  void nothing_is_sent_to_what_has_become_an_address_inside() {
    var subscription = subscribed();
    sql(
        "update subscriptions set target = replace(target, '127.0.0.1', '127.0.0.2') where id = $1",
        subscription.id());

    subscription
        .post("test")
        .then()
        .statusCode(200)
        .body("data.status", equalTo("DEAD"))
        .body("data.responseCode", nullValue())
        .body("data.error", containsString("Only https is called"));
  }
}
