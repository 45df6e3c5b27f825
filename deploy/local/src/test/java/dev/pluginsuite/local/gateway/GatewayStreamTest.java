package dev.pluginsuite.local.gateway;

import static dev.pluginsuite.local.gateway.Bodies.counted;
import static dev.pluginsuite.local.gateway.Bodies.dieAfter;
import static dev.pluginsuite.local.gateway.Bodies.length;
import static dev.pluginsuite.local.gateway.Bodies.pause;
import static dev.pluginsuite.local.gateway.Bodies.zeros;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GatewayStreamTest {
  private static final long LARGE = 64L << 20;

  @Test
  void a_large_upload_passes_through() throws Exception {
    var received = new AtomicLong();
    try (var backend = new TestBackend(counting(received));
        var gateway = new GatewayFixture(backend.url())) {
      var answer =
          gateway.send(
              gateway.to("/echo").POST(BodyPublishers.ofInputStream(() -> zeros(LARGE))).build());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(received).hasValue(LARGE);
    }
  }

  @Test
  void an_upload_waits_for_a_slow_service() throws Exception {
    var open = new CountDownLatch(1);
    var pulled = new AtomicLong();
    var received = new AtomicLong();
    HttpHandler slow =
        exchange -> {
          pause(open, 10_000);
          counting(received).handle(exchange);
        };
    try (var backend = new TestBackend(slow);
        var gateway = new GatewayFixture(backend.url())) {
      var source = BodyPublishers.ofInputStream(() -> counted(zeros(LARGE), pulled));
      var answer =
          gateway
              .client()
              .sendAsync(gateway.to("/echo").POST(source).build(), BodyHandlers.ofString());

      await().during(Duration.ofMillis(500)).until(() -> pulled.get() < LARGE / 2);
      open.countDown();

      assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(received).hasValue(LARGE);
    }
  }

  @Test
  void a_large_download_waits_for_a_slow_client() throws Exception {
    var sent = new AtomicLong();
    try (var backend = new TestBackend(sending(sent));
        var gateway = new GatewayFixture(backend.url())) {
      var answer = gateway.client().send(gateway.to("/echo").build(), BodyHandlers.ofInputStream());

      await().during(Duration.ofMillis(500)).until(() -> sent.get() < LARGE / 2);

      assertThat(answer.headers().firstValue("content-length")).contains(String.valueOf(LARGE));
      assertThat(length(answer.body())).isEqualTo(LARGE);
    }
  }

  @Test
  void events_arrive_as_they_are_sent() throws Exception {
    var next = new CountDownLatch(1);
    HttpHandler events =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("data: 1\n\n".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          pause(next, 10_000);
          exchange.getResponseBody().write("data: 2\n\n".getBytes(UTF_8));
        };
    try (var backend = new TestBackend(events);
        var gateway = new GatewayFixture(backend.url())) {
      var answer =
          gateway.client().send(gateway.to("/stream").build(), BodyHandlers.ofInputStream());
      var first = new String(answer.body().readNBytes(9), UTF_8);
      next.countDown();

      assertThat(first).isEqualTo("data: 1\n\n");
      assertThat(new String(answer.body().readAllBytes(), UTF_8)).isEqualTo("data: 2\n\n");
    }
  }

  @Test
  void the_service_learns_that_the_listener_has_gone() throws Exception {
    var noticed = new AtomicBoolean();
    HttpHandler endless =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write("data\n\n".getBytes(UTF_8));
              exchange.getResponseBody().flush();
              pause(new CountDownLatch(1), 20);
            }
          } catch (IOException gone) {
            noticed.set(true);
          }
        };
    try (var backend = new TestBackend(endless);
        var gateway = new GatewayFixture(backend.url())) {
      try (var socket = gateway.connect()) {
        socket.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }

      await().atMost(Duration.ofSeconds(10)).untilTrue(noticed);
    }
  }

  @Test
  void a_service_that_is_silent_for_too_long_is_a_problem() throws Exception {
    try (var backend = new TestBackend(exchange -> pause(new CountDownLatch(1), 2_000));
        var gateway = new GatewayFixture(backend.url())) {
      var answer = gateway.get("/echo/quick");

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body()).contains("/problems/backend-silent");
    }
  }

  @Test
  void an_answer_that_takes_too_long_is_cut() throws Exception {
    HttpHandler dripping =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          pause(new CountDownLatch(1), 2_000);
        };
    try (var backend = new TestBackend(dripping);
        var gateway = new GatewayFixture(backend.url())) {
      assertThatThrownBy(() -> gateway.get("/echo/quick")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_refusal_in_the_middle_of_an_upload_arrives() throws Exception {
    try (var refusing = new ServerSocket(0);
        var gateway =
            new GatewayFixture(URI.create("http://127.0.0.1:" + refusing.getLocalPort()))) {
      dieAfter(refusing, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
      var body = BodyPublishers.ofInputStream(() -> zeros(LARGE));

      var answer = gateway.send(gateway.to("/echo").POST(body).build());

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("no");
    }
  }

  @Test
  void a_service_that_dies_before_it_answers_is_a_problem() throws Exception {
    try (var dying = new ServerSocket(0);
        var gateway = new GatewayFixture(URI.create("http://127.0.0.1:" + dying.getLocalPort()))) {
      dieAfter(dying, "");

      var answer = gateway.get("/echo");

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("/problems/backend-lost");
    }
  }

  @Test
  void an_answer_that_breaks_off_does_not_look_whole() throws Exception {
    try (var dying = new ServerSocket(0);
        var gateway = new GatewayFixture(URI.create("http://127.0.0.1:" + dying.getLocalPort()))) {
      dieAfter(dying, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

      assertThatThrownBy(() -> gateway.get("/echo")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void answers_without_a_body_stay_so() throws Exception {
    HttpHandler bodiless =
        exchange -> {
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("content-length", "1234");
            exchange.sendResponseHeaders(200, -1);
          } else {
            exchange.sendResponseHeaders(204, -1);
          }
        };
    try (var backend = new TestBackend(bodiless);
        var gateway = new GatewayFixture(backend.url())) {
      var head = gateway.send(gateway.to("/echo").method("HEAD", BodyPublishers.noBody()).build());
      var deleted = gateway.raw("DELETE /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertThat(head.headers().firstValue("content-length")).contains("1234");
      assertThat(deleted).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n");
      assertThat(deleted.toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding");
    }
  }

  private static HttpHandler counting(AtomicLong received) {
    return exchange -> {
      received.set(length(exchange.getRequestBody()));
      exchange.sendResponseHeaders(200, -1);
    };
  }

  private static HttpHandler sending(AtomicLong sent) {
    return exchange -> {
      exchange.sendResponseHeaders(200, LARGE);
      counted(zeros(LARGE), sent).transferTo(exchange.getResponseBody());
    };
  }
}
