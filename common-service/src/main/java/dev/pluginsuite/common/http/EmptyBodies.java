package dev.pluginsuite.common.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A request without a body needs no content type: {@code curl -X PUT …/approve} is enough. */
@ApplicationScoped
class EmptyBodies {
  private static final int EARLY = 100;

  void register(@Observes Filters filters) {
    filters.register(
        exchange -> {
          var request = exchange.request();
          if (isEmpty(request)) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
          }
          exchange.next();
        },
        EARLY);
  }

  private static boolean isEmpty(HttpServerRequest request) {
    var headers = request.headers();
    var mayHaveBody =
        !HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method());
    return mayHaveBody
        && !headers.contains(HttpHeaders.CONTENT_TYPE)
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
        && "0"
            .equals(
                headers.contains(HttpHeaders.CONTENT_LENGTH)
                    ? headers.get(HttpHeaders.CONTENT_LENGTH)
                    : "0");
  }
}
