package dev.pluginsuite.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A service of several processes. */
class GatewayReplicasTest {
  private static final String READY = "/q/health/ready";

  @Test
  void all_that_are_ready_have_their_turn() throws Exception {
    try (var one = TestBackend.saying("one");
        var other = TestBackend.saying("other");
        var gateway = new GatewayFixture(one.url(), other.url())) {
      Awaitility.await().until(() -> gateway.get("/echo").body().equals("one"));
      Awaitility.await().until(() -> gateway.get("/echo").body().equals("other"));
    }
  }

  @Test
  void who_is_not_ready_is_not_asked() throws Exception {
    try (var leaving =
            new TestBackend(exchange -> answer(exchange, isReadiness(exchange) ? 503 : 200));
        var staying = TestBackend.saying("staying");
        var gateway = new GatewayFixture(leaving.url(), staying.url())) {
      awaitAsked(leaving);
      // A whole turn: nobody but this one is known as ready.
      Awaitility.await()
          .until(
              () -> gateway.get("/echo").body() + gateway.get("/echo").body(),
              "stayingstaying"::equals);
      leaving.seen.clear();

      for (int i = 0; i < 10; i++) {
        assertThat(gateway.get("/echo").body()).isEqualTo("staying");
      }

      assertThat(leaving.seen).allMatch(it -> it.uri().getPath().equals(READY));
    }
  }

  /** Twice: the first answer may still be on its way to the gateway. */
  private static void awaitAsked(TestBackend backend) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> backend.seen.size() >= 2);
  }

  @Test
  void what_cannot_reach_one_goes_to_the_other_whatever_it_is() throws Exception {
    try (var there = TestBackend.saying("there");
        var gateway = new GatewayFixture(GatewayFixture.ABSENT, there.url())) {
      for (int i = 0; i < 4; i++) {
        var request = gateway.to("/echo").POST(BodyPublishers.ofString("body")).build();
        assertThat(gateway.send(request).body()).isEqualTo("there");
      }
    }
  }

  @Test
  void a_read_that_broke_off_goes_to_the_other_and_a_write_does_not() throws Exception {
    try (var breaking = new TestBackend(GatewayReplicasTest::answerOnlyReadiness);
        var there = TestBackend.saying("there");
        var gateway = new GatewayFixture(breaking.url(), there.url())) {
      awaitAsked(breaking);
      awaitAsked(there);
      for (int i = 0; i < 4; i++) {
        assertThat(gateway.get("/echo").body()).isEqualTo("there");
      }
      Awaitility.await()
          .until(
              () -> {
                var write = gateway.to("/echo").POST(BodyPublishers.ofString("body")).build();
                return gateway.send(write).statusCode() == 502;
              });
    }
  }

  private static void answerOnlyReadiness(HttpExchange exchange) throws IOException {
    if (isReadiness(exchange)) {
      answer(exchange, 200);
    }
  }

  private static boolean isReadiness(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals(READY);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }
}
