package dev.pluginsuite.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A gateway with the routes of {@code routes.yaml} in front of one service. */
final class GatewayFixture implements AutoCloseable {
  /** No service of this kind listens there (tcpmux), and none is given that port. */
  static final URI ABSENT = URI.create("http://127.0.0.1:1");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Gateway gateway;

  GatewayFixture(URI... backends) {
    try {
      var file = GatewayFixture.class.getResource("/routes.yaml").getPath();
      gateway =
          Gateway.start(
              "127.0.0.1",
              0,
              RouteTable.read(file),
              () -> Map.of("echo", List.of(backends), "absent", List.of(ABSENT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Exactly these characters; the answer up to the end of the connection. */
  String raw(String request) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
