package dev.pluginsuite.local.gateway;

import static io.vertx.core.http.HttpHeaders.CONNECTION;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Locale;

/**
 * Tells the service who asked, whatever the caller claims, and keeps to itself what concerns one
 * connection only.
 */
final class Forwarding implements ProxyInterceptor {
  private static final List<String> HOP_BY_HOP =
      List.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade");

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request().proxiedRequest();
    var headers = context.request().headers();
    dropHopByHop(headers);
    // This gateway has said 100 already.
    headers.remove("expect");
    dropClaims(headers);
    describe(request, headers);
    if (request.authority() != null) {
      context.request().setAuthority(request.authority());
    }
    return context.sendRequest();
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    dropHopByHop(context.response().headers());
    return context.sendResponse();
  }

  private static void describe(HttpServerRequest request, MultiMap headers) {
    headers.set("x-forwarded-for", request.remoteAddress().hostAddress());
    headers.set("x-forwarded-proto", "http");
    if (request.authority() != null) {
      headers.set("x-forwarded-host", request.authority().toString());
    }
  }

  private static void dropClaims(MultiMap headers) {
    headers.remove("forwarded");
    headers.names().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
        .toList()
        .forEach(headers::remove);
  }

  /** The well-known ones, and those that the connection header names. */
  private static void dropHopByHop(MultiMap headers) {
    for (var names : headers.getAll(CONNECTION)) {
      for (var name : names.split(",", -1)) {
        headers.remove(name.strip());
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }
}
