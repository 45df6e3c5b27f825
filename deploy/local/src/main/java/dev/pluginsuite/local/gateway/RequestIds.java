package dev.pluginsuite.local.gateway;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One id for a request, for the service's logs and in the answer. A caller may bring a short plain
 * one.
 */
final class RequestIds implements ProxyInterceptor {
  private static final String HEADER = "x-request-id";
  private static final Pattern HARMLESS = Pattern.compile("[\\w.-]{1,64}");

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var headers = context.request().headers();
    var id = kept(headers.get(HEADER));
    headers.set(HEADER, id);
    context.set(HEADER, id);
    return context.sendRequest();
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    context.response().putHeader(HEADER, context.get(HEADER, String.class));
    return context.sendResponse();
  }

  private static String kept(@Nullable String brought) {
    return brought != null && HARMLESS.matcher(brought).matches()
        ? brought
        : UUID.randomUUID().toString();
  }
}
