package dev.pluginsuite.local.gateway;

import dev.pluginsuite.api.rest.ProblemDetail;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** Finds the route of each request, and answers itself where there is none or its service fails. */
final class Routing implements ProxyInterceptor {
  private final Vertx vertx;
  private final RouteTable routes;
  private final Backends backends;

  Routing(Vertx vertx, RouteTable routes, Backends backends) {
    this.vertx = vertx;
    this.routes = routes;
    this.backends = backends;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    try {
      var exchange = Exchange.begin(vertx, route(context.request()));
      context.set(Exchange.KEY, exchange);
      return context
          .sendRequest()
          .recover(cause -> again(context, exchange, cause))
          .recover(
              cause -> Future.succeededFuture(refuse(context.request(), exchange.refusal(cause))));
    } catch (Refusal refusal) {
      return Future.succeededFuture(refuse(context.request(), refusal));
    }
  }

  /** A read that broke off goes to another process, if there is one. */
  private Future<ProxyResponse> again(ProxyContext context, Exchange exchange, Throwable cause) {
    var request = context.request();
    if (!backends.hasChoice(exchange.backend())
        || !exchange.mayAskAgain(request.proxiedRequest(), cause)) {
      return Future.failedFuture(cause);
    }
    // It had none, and the caller's cannot be read twice.
    request.setBody(Body.body(Buffer.buffer()));
    return context.sendRequest();
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    var exchange = context.get(Exchange.KEY, Exchange.class);
    return exchange == null
        ? context.sendResponse()
        : context.sendResponse().onComplete(sent -> exchange.end());
  }

  private Route route(ProxyRequest request) {
    var uri = request.getURI();
    var query = uri.indexOf('?');
    var path = RequestPath.normalise(query < 0 ? uri : uri.substring(0, query));
    request.setURI(query < 0 ? path : path + uri.substring(query));
    return routes
        .find(path)
        .orElseThrow(() -> GatewayProblem.NO_ROUTE.because("No service has this path."));
  }

  private static ProxyResponse refuse(ProxyRequest request, Refusal refusal) {
    var body = refusal.body(request.getURI());
    return request
        .release()
        .response()
        .setStatusCode(refusal.status())
        .putHeader("content-type", ProblemDetail.MEDIA_TYPE)
        .setBody(Body.body(body));
  }
}
