package dev.pluginsuite.local.gateway;

import dev.pluginsuite.api.rest.ProblemDetail;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, or too much of it; the connection cannot be used any further. */
final class InvalidRequests implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    var refusal = refusal(request.decoderResult().cause());
    request
        .response()
        .setStatusCode(refusal.status())
        .putHeader("content-type", ProblemDetail.MEDIA_TYPE)
        .putHeader("connection", "close")
        .end(refusal.body("/"))
        .onComplete(sent -> request.connection().close());
  }

  private static Refusal refusal(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return GatewayProblem.URI_TOO_LONG.because("The request line is longer than 8 KiB.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return GatewayProblem.HEADERS_TOO_LARGE.because("The header fields are larger than 16 KiB.");
    }
    return GatewayProblem.MALFORMED_REQUEST.because("This is not HTTP/1.1.");
  }
}
