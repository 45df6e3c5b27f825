package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.BODY_TOO_LARGE;
import static dev.pluginsuite.demohost.ProblemType.FOREIGN_ORIGIN;
import static dev.pluginsuite.demohost.ProblemType.INTERNAL;
import static dev.pluginsuite.demohost.ProblemType.INVALID_REQUEST;
import static dev.pluginsuite.demohost.ProblemType.METHOD_NOT_ALLOWED;
import static dev.pluginsuite.demohost.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The host over HTTP, for callers on the same machine. */
final class HostServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HostServer.class.getName());
  private static final int MAX_BODY = 1 << 20;
  private static final int THREADS = 16;

  private final List<Route> routes;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  HostServer(int port, List<Route> routes) throws IOException {
    this.routes = routes;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, "application/json", answer(exchange));
      } catch (Problem problem) {
        send(exchange, problem);
      } catch (RuntimeException bug) {
        LOG.log(System.Logger.Level.ERROR, "Failed to answer " + exchange.getRequestURI(), bug);
        send(exchange, INTERNAL.because("The host's log says why."));
      }
    }
  }

  private Object answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Origin")) {
      throw FOREIGN_ORIGIN.because("The host answers programs on this machine, not web pages.");
    }
    var path = exchange.getRequestURI().getPath();
    var found = routes.stream().filter(route -> route.path().matcher(path).matches()).toList();
    for (var route : found) {
      if (route.method().equals(exchange.getRequestMethod())) {
        var matcher = route.path().matcher(path);
        var name = matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "";
        return route.answer().to(name, route.takesBody() ? body(exchange) : nothing());
      }
    }
    throw found.isEmpty()
        ? NOT_FOUND.because("There is nothing at '%s'.".formatted(path))
        : METHOD_NOT_ALLOWED.because("'%s' takes %s.".formatted(path, found.get(0).method()));
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw BODY_TOO_LARGE.because("The body is larger than 1 MiB.");
    }
    try {
      var body = bytes.length == 0 ? nothing() : Json.MAPPER.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
      throw INVALID_REQUEST.because("The body is not a JSON object.");
    } catch (JsonProcessingException unreadable) {
      throw INVALID_REQUEST.because("The body is not JSON: " + unreadable.getOriginalMessage());
    }
  }

  private static JsonNode nothing() {
    return Json.MAPPER.createObjectNode();
  }

  private static void send(HttpExchange exchange, Problem problem) throws IOException {
    send(exchange, problem.type().status, "application/problem+json", problem.body());
  }

  private static void send(HttpExchange exchange, int status, String type, Object body)
      throws IOException {
    var bytes = Json.MAPPER.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Finishes what it holds, for two seconds at most; stop(2) would always take the two seconds. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }
}
