package dev.pluginsuite.common.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Between the signal to stop and the stop itself callers are told to use their connection no more:
 * a gateway that keeps one would send over it what nobody answers (RFC 9112, 9.6). Over HTTP/2 the
 * server says so by itself.
 */
@ApplicationScoped
class Draining {
  private static final int BEFORE_ALL = 1_000;

  private volatile boolean began;

  void begin(@Observes ShutdownDelayInitiatedEvent event) {
    began = true;
  }

  void filter(@Observes Filters filters) {
    filters.register(this::tell, BEFORE_ALL);
  }

  void tell(RoutingContext request) {
    if (began && request.request().version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    request.next();
  }
}
