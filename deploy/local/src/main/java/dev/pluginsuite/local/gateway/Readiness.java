package dev.pluginsuite.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks again and again where the services are, and which of several processes are ready. */
final class Readiness {
  // A process that is told to stop answers for two seconds more.
  private static final int EVERY_MILLIS = 250;
  private static final int PATIENCE_MILLIS = 2_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final Backends backends;
  private final Supplier<Map<String, List<URI>>> addresses;

  Readiness(
      Vertx vertx,
      HttpClient client,
      Backends backends,
      Supplier<Map<String, List<URI>>> addresses) {
    this.vertx = vertx;
    this.client = client;
    this.backends = backends;
    this.addresses = addresses;
  }

  void watch() {
    vertx.setPeriodic(EVERY_MILLIS, it -> look());
  }

  /** What cannot be read just now is read the next time. */
  private void look() {
    vertx
        .executeBlocking(addresses::get)
        .onSuccess(backends::moveTo)
        .onComplete(moved -> backends.choices().forEach(this::ask));
  }

  private void ask(URI address) {
    var question =
        new RequestOptions()
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setURI("/q/health/ready")
            .setIdleTimeout(PATIENCE_MILLIS);
    client
        .request(question)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.end().map(read -> answer.statusCode() == 200))
        .onComplete(answer -> backends.tell(address, answer.succeeded() && answer.result()));
  }
}
