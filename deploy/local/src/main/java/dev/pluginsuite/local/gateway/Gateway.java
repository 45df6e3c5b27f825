package dev.pluginsuite.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The one address in front of the services. */
public final class Gateway implements AutoCloseable {
  private static final int MAX_HEADERS = 16 * 1024;
  private static final int MAX_REQUEST_LINE = 8 * 1024;
  // Waiting calls and event streams hold a connection each.
  private static final int CONNECTIONS_PER_BACKEND = 1_000;
  private static final int CONNECT_MILLIS = 2_000;

  private final Vertx vertx;
  private final HttpServer server;

  private Gateway(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Listens once this returns; port 0 stands for any free one.
   *
   * @param addresses of the processes of each service; asked again and again
   */
  public static Gateway start(
      String host, int port, RouteTable routes, Supplier<Map<String, List<URI>>> addresses) {
    var backends = new Backends(addresses.get());
    backends.requireAll(routes.backends());
    var vertx = Vertx.vertx(withoutFiles());
    try {
      var client = client(vertx);
      var proxy = proxy(vertx, client, routes, backends);
      var gateway = new Gateway(vertx, await(listen(vertx, host, port, proxy)));
      new Readiness(vertx, client, backends, addresses).watch();
      return gateway;
    } catch (RuntimeException e) {
      vertx.close();
      throw e;
    }
  }

  private static Future<HttpServer> listen(Vertx vertx, String host, int port, HttpProxy proxy) {
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxHeaderSize(MAX_HEADERS)
            .setMaxInitialLineLength(MAX_REQUEST_LINE)
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    return vertx
        .createHttpServer(options)
        .requestHandler(proxy)
        .invalidRequestHandler(new InvalidRequests())
        .listen();
  }

  private static HttpClient client(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxHeaderSize(4 * MAX_HEADERS),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_BACKEND));
  }

  private static HttpProxy proxy(
      Vertx vertx, HttpClient client, RouteTable routes, Backends backends) {
    return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
        .addInterceptor(new RequestIds())
        .addInterceptor(new Forwarding())
        .addInterceptor(new Routing(vertx, routes, backends))
        .origin(backends);
  }

  /** It serves nothing from disk, so it needs no cache folder either. */
  private static VertxOptions withoutFiles() {
    return new VertxOptions()
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The gateway failed: " + e.getMessage(), e);
    }
  }

  /** Runs alone until it is told to stop. */
  public static void main(String... args) throws IOException {
    var arguments = Arguments.parse(args);
    var gateway =
        start(
            arguments.host(),
            arguments.port(),
            RouteTable.read(arguments.routes()),
            arguments::backends);
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
    System.out.printf("gateway ready on http://%s:%d%n", arguments.host(), gateway.port());
  }
}
