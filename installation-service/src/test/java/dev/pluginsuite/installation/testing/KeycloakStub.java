package dev.pluginsuite.installation.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** As much of Keycloak's admin API as makes the clients of sites. */
final class KeycloakStub implements AutoCloseable {
  private static final Pattern CLIENT_ID = Pattern.compile("\"clientId\":\"([^\"]+)\"");

  private final HttpServer http;
  private final Set<String> clients = ConcurrentHashMap.newKeySet();

  KeycloakStub() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::answer);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().toString().replaceFirst("^/admin/realms/test", "");
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var post = exchange.getRequestMethod().equals("POST");
      if (path.endsWith("/protocol/openid-connect/token")) {
        send(exchange, 200, "{\"access_token\":\"t\"}");
      } else if (post && path.equals("/clients")) {
        var id = CLIENT_ID.matcher(body);
        send(exchange, id.find() && clients.add(id.group(1)) ? 201 : 409, "");
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        clients.remove(path.replace("/clients/key-", ""));
        send(exchange, 204, "");
      } else if (path.startsWith("/clients?clientId=")) {
        var id = path.substring(path.indexOf('=') + 1);
        send(exchange, 200, clients.contains(id) ? "[{\"id\":\"key-" + id + "\"}]" : "[]");
      } else if (post && path.endsWith("/client-secret")) {
        send(exchange, 200, "{\"value\":\"secret-" + UUID.randomUUID() + "\"}");
      } else if (path.endsWith("/service-account-user") || path.startsWith("/roles/")) {
        send(exchange, 200, "{\"id\":\"" + UUID.randomUUID() + "\"}");
      } else {
        send(exchange, path.contains("/role-mappings/realm") ? 204 : 404, "");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
