package dev.pluginsuite.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's webhook: a real server that can be away, and verifies as our documentation says. */
public final class Receiver implements AutoCloseable {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Function<Call, Reply> behaviour = it -> new Reply(204, Map.of(), "");
  private HttpServer server;
  private final int port;

  public Receiver() {
    server = start(0);
    port = server.getAddress().getPort();
  }

  private HttpServer start(int atPort) {
    try {
      var fresh = HttpServer.create(address(atPort), 0);
      fresh.createContext("/", this::handle);
      fresh.setExecutor(threads);
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var call =
          new Call(
              exchange.getRequestHeaders().getFirst("webhook-id"),
              exchange.getRequestHeaders().getFirst("webhook-timestamp"),
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              exchange.getRequestHeaders().getFirst("content-type"),
              body);
      var reply = behaviour.apply(call);
      calls.add(call);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/hook";
  }

  public Receiver answers(Function<Call, Reply> how) {
    behaviour = how;
    return this;
  }

  public Receiver answers(int status) {
    return answers(it -> new Reply(status, Map.of(), ""));
  }

  public void goesAway() {
    server.stop(0);
  }

  public void comesBack() {
    server = start(port);
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  public record Reply(int status, Map<String, String> headers, String body) {}

  public record Call(
      String id, String timestamp, String signature, String contentType, String body) {
    public JsonNode event() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Written after the documentation, and not with the code that signs. */
    public boolean isSignedWith(String secret) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        var key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var signed = id + "." + timestamp + "." + body;
        var digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        var expected = "v1," + Base64.getEncoder().encodeToString(digest);
        return List.of(signature.split(" ", -1)).contains(expected);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
