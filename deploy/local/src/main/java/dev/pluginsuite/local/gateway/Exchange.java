package dev.pluginsuite.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on its way, with the deadline of its route. Lives on one event loop. */
final class Exchange {
  static final String KEY = "exchange";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Route route;
  private final long timer;
  private @Nullable HttpClientRequest request;
  private @Nullable URI asked;
  private boolean askedAgain;
  private boolean late;

  private Exchange(Vertx vertx, Route route) {
    this.vertx = vertx;
    this.route = route;
    this.timer =
        route.timeout().isZero()
            ? NONE
            : vertx.setTimer(route.timeout().toMillis(), it -> expire());
  }

  static Exchange begin(Vertx vertx, Route route) {
    return new Exchange(vertx, route);
  }

  String backend() {
    return route.backend();
  }

  void sentBy(URI address, HttpClientRequest clientRequest) {
    asked = address;
    // What goes wrong is told by the answer that fails to come; it need not be logged too.
    request = clientRequest.exceptionHandler(alsoToldByTheAnswer -> {});
  }

  /** Ends an answer that has begun too: a cut connection is the only way left to say so. */
  private void expire() {
    late = true;
    if (request != null) {
      request.reset();
    }
  }

  boolean hasAsked(URI address) {
    return address.equals(asked);
  }

  /** Once, and only if that changes nothing: whoever broke off may have done what was asked. */
  boolean mayAskAgain(HttpServerRequest question, Throwable cause) {
    var first = !askedAgain;
    askedAgain = true;
    return first && !late && !(cause instanceof Refusal) && isRead(question);
  }

  private static boolean isRead(HttpServerRequest question) {
    return READS.contains(question.method())
        && question.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && List.of("", "0").contains(length(question));
  }

  /** Some clients say that there is nothing. */
  private static String length(HttpServerRequest question) {
    var length = question.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? "" : length;
  }

  Refusal refusal(Throwable cause) {
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    return late
        ? GatewayProblem.BACKEND_SILENT.because(
            "%s did not answer within %d s.".formatted(backend(), route.timeout().toSeconds()))
        : GatewayProblem.BACKEND_LOST.because(
            "%s broke off before it answered.".formatted(backend()));
  }

  void end() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
    }
  }
}
