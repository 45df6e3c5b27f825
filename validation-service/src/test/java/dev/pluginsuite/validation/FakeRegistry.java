package dev.pluginsuite.validation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands out bytes as registry-service does, and the tokens that it wants for them. Tests put the
 * bytes where they are to be read, and say how often that fails first and how long it takes.
 */
final class FakeRegistry implements AutoCloseable {
  static final String FAILURES = "Failures";
  static final String SILENCES = "Silences";
  static final String BREAKS = "Breaks";
  static final String SECONDS = "Seconds";
  private static final String TOKEN = "of-validation-service";

  private final HttpServer http;
  private final Map<String, Content> contents = new ConcurrentHashMap<>();

  private record Content(
      Bytes bytes,
      AtomicInteger failures,
      AtomicInteger silences,
      AtomicInteger breaks,
      int seconds) {}

  private record Bytes(String latin1) {
    int length() {
      return latin1.length();
    }

    byte[] first(int count) {
      return latin1.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  FakeRegistry() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/protocol/openid-connect/token", this::token);
    http.createContext("/api/v1", this::content);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void token(HttpExchange exchange) throws IOException {
    var answer =
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}".formatted(TOKEN);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    answer(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
  }

  private void content(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("PUT")) {
      var bytes = exchange.getRequestBody().readAllBytes();
      contents.put(
          path,
          new Content(
              new Bytes(new String(bytes, StandardCharsets.ISO_8859_1)),
              count(exchange, FAILURES),
              count(exchange, SILENCES),
              count(exchange, BREAKS),
              count(exchange, SECONDS).get()));
      answer(exchange, 204, new byte[0]);
    } else {
      get(exchange, contents.get(path));
    }
  }

  private static void get(HttpExchange exchange, @Nullable Content content) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, new byte[0]);
    } else if (content == null) {
      answer(exchange, 404, new byte[0]);
    } else if (content.failures.getAndDecrement() > 0) {
      answer(exchange, 503, new byte[0]);
    } else if (content.silences.getAndDecrement() > 0) {
      exchange.close();
    } else {
      send(exchange, content);
    }
  }

  private static void send(HttpExchange exchange, Content content) throws IOException {
    var length = content.bytes.length();
    var breaksOff = content.breaks.getAndDecrement() > 0;
    try (exchange) {
      exchange.sendResponseHeaders(200, length);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(content.seconds));
      exchange.getResponseBody().write(content.bytes.first(breaksOff ? length / 2 : length));
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static AtomicInteger count(HttpExchange exchange, String header) {
    var value = exchange.getRequestHeaders().getFirst(header);
    return new AtomicInteger(value == null ? 0 : Integer.parseInt(value));
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
