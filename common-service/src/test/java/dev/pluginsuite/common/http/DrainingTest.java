package dev.pluginsuite.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gateway does with the connection that it keeps. */
class DrainingTest {
  private final Vertx vertx = Vertx.vertx();
  private final Draining draining = new Draining();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void a_kept_connection_is_used_until_the_stop_begins_and_once_more() throws Exception {
    var connections = new HashSet<Object>();
    var port = serve(connections).actualPort();
    var client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1));

    for (int i = 0; i < 3; i++) {
      assertThat(get(client.request(HttpMethod.GET, port, "127.0.0.1", "/"))).isNull();
    }
    assertThat(connections).hasSize(1);

    draining.begin(new ShutdownDelayInitiatedEvent());

    for (int i = 0; i < 3; i++) {
      assertThat(get(client.request(HttpMethod.GET, port, "127.0.0.1", "/"))).isEqualTo("close");
    }
    assertThat(connections).hasSize(3);
  }

  private HttpServer serve(Set<Object> connections) throws Exception {
    var router = Router.router(vertx);
    router.route().handler(draining::tell);
    router
        .route()
        .handler(
            it -> {
              connections.add(it.request().connection());
              it.end("here");
            });
    return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  private static @Nullable String get(Future<HttpClientRequest> request) throws Exception {
    var answer =
        await(request.compose(HttpClientRequest::send).compose(it -> it.body().map(body -> it)));
    return answer.getHeader("connection");
  }

  private static <T> T await(Future<T> it) throws Exception {
    return it.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
