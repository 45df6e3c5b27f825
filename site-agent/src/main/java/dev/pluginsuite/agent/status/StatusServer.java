package dev.pluginsuite.agent.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code /metrics} and {@code /health} for this machine alone. */
public final class StatusServer implements AutoCloseable {
  private final Status status;
  private final HttpServer server;

  public StatusServer(Status status, int port) throws IOException {
    this.status = status;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/metrics", this::metrics);
    server.createContext("/health", this::health);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void metrics(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", status.metrics());
  }

  private void health(HttpExchange exchange) throws IOException {
    var isUp = status.isUp();
    var body = "{\"status\":\"%s\"}".formatted(isUp ? "UP" : "DOWN");
    answer(exchange, isUp ? 200 : 503, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    try (exchange) {
      var body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
