package dev.pluginsuite.agent.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A real HTTP server whose answers a test decides. */
public final class FakeServer implements AutoCloseable {
  static {
    // Otherwise head and body are two packets, and the second waits 40 ms for the first's receipt.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, Function<Request, Reply>> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  public FakeServer() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  public FakeServer on(String methodAndPath, Function<Request, Reply> reply) {
    replies.put(methodAndPath, reply);
    return this;
  }

  public FakeServer on(String methodAndPath, Supplier<Reply> reply) {
    return on(methodAndPath, request -> reply.get());
  }

  public FakeServer on(String methodAndPath, Reply reply) {
    return on(methodAndPath, request -> reply);
  }

  /** A token endpoint; the n-th token is {@code token-n}. */
  public FakeServer withTokens(long lifetimeSeconds) {
    return on(
        "POST /token",
        () ->
            Reply.json(
                "{\"access_token\":\"token-%d\",\"expires_in\":%d}"
                    .formatted(to("POST /token").size(), lifetimeSeconds)));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Request> to(String methodAndPath) {
    return requests.stream().filter(it -> it.target().equals(methodAndPath)).toList();
  }

  public void forget(String methodAndPath) {
    requests.removeIf(it -> it.target().equals(methodAndPath));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var target = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var token = exchange.getRequestHeaders().getFirst("Authorization");
      var trace = exchange.getRequestHeaders().getFirst(Trace.HEADER);
      var request = new Request(target, body, token, trace);
      requests.add(request);
      var reply = replies.getOrDefault(target, it -> Reply.status(404)).apply(request);
      reply.headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(reply.status, reply.announced);
      exchange.getResponseBody().write(reply.body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  /** What was asked. */
  public record Request(
      String target, String body, @Nullable String token, @Nullable String trace) {}

  /** What to answer. */
  public static final class Reply {
    private final int status;
    private final byte[] body;
    private final long announced;
    private final Map<String, String> headers = new ConcurrentHashMap<>();

    private Reply(int status, byte[] body, long announced) {
      this.status = status;
      this.body = body;
      this.announced = announced;
    }

    public static Reply status(int status) {
      return new Reply(status, new byte[0], -1);
    }

    public static Reply json(String body) {
      return json(200, body);
    }

    public static Reply json(int status, String body) {
      return bytes(status, body.getBytes(UTF_8));
    }

    public static Reply bytes(byte[] body) {
      return bytes(200, body);
    }

    private static Reply bytes(int status, byte[] body) {
      return new Reply(status, body, body.length);
    }

    /** Announces more than it sends, as a server does that breaks off. */
    public static Reply cutOff(byte[] body) {
      return new Reply(200, body, body.length + 1000L);
    }

    public Reply header(String name, String value) {
      headers.put(name, value);
      return this;
    }
  }
}
