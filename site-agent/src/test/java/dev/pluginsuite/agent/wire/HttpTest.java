package dev.pluginsuite.agent.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.reconcile.Unavailable;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final FakeServer server = new FakeServer();
  private final Http http = new Http();

  @AfterEach
  void close() {
    server.close();
  }

  private HttpRequest get() {
    return HttpRequest.newBuilder(server.url().resolve("/thing")).build();
  }

  @Test
  void an_answer_comes_back_whole() throws Exception {
    server.on("GET /thing", Reply.json("{}"));

    assertThat(new String(http.send(get(), LONG), UTF_8)).isEqualTo("{}");
  }

  @Test
  void silence_ends_in_time() {
    var never = new CountDownLatch(1);
    server.on("GET /thing", () -> waitFor(never));

    assertThatThrownBy(() -> http.send(get(), Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  private static Reply waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    return Reply.status(200);
  }

  @Test
  void a_longer_answer_than_allowed_is_cut() {
    server.on("GET /thing", Reply.bytes(new byte[1001]));

    assertThatThrownBy(() -> http.send(get(), new ByteArrayOutputStream(), 1000, LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 1000 bytes");
  }

  @Test
  void an_answer_that_breaks_off_is_no_answer() {
    server.on("GET /thing", Reply.cutOff(new byte[10]));

    assertThatThrownBy(() -> http.send(get(), LONG)).isInstanceOf(IOException.class);
  }

  @Test
  void a_redirect_is_not_followed() {
    server.on("GET /thing", Reply.json(302, "{}").header("Location", "/other"));

    assertThatThrownBy(() -> http.send(get(), LONG)).isInstanceOf(Refused.class);
    assertThat(server.to("GET /other")).isEmpty();
  }

  @Test
  void a_refusal_says_why() {
    server.on("GET /thing", Reply.json(409, "{\"title\":\"No\",\"detail\":\"It is\\nlate\"}"));

    assertThatThrownBy(() -> http.send(get(), LONG))
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.status()).isEqualTo(409))
        .hasMessageEndingWith("/thing answered 409: It is late");
  }

  @Test
  void a_refusal_in_another_language_is_not_repeated() {
    server.on("GET /thing", Reply.json(500, "<html>secret</html>"));

    assertThatThrownBy(() -> http.send(get(), LONG)).hasMessageEndingWith("answered 500");
  }

  @Test
  void nobody_there_is_somebody_away() {
    var nobody = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/thing")).build();

    assertThatThrownBy(() -> http.send(nobody, LONG)).isInstanceOf(Unavailable.class);
  }
}
