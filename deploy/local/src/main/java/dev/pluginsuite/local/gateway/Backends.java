package dev.pluginsuite.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Where the services that the routes name really are. */
final class Backends implements OriginRequestProvider {
  private final Map<String, URI> addresses;

  Backends(Map<String, URI> addresses) {
    this.addresses = Map.copyOf(addresses);
  }

  void requireAll(Iterable<String> names) {
    for (var name : names) {
      if (!addresses.containsKey(name)) {
        throw new IllegalArgumentException(
            "The routes name %s, but no --backend %s=http://… says where it is."
                .formatted(name, name));
      }
    }
  }

  @Override
  public Future<HttpClientRequest> create(ProxyContext context) {
    var exchange = Objects.requireNonNull(context.get(Exchange.KEY, Exchange.class));
    var address = Objects.requireNonNull(addresses.get(exchange.backend()));
    return context
        .client()
        .request(new RequestOptions().setHost(address.getHost()).setPort(address.getPort()))
        .onSuccess(exchange::sentBy)
        .recover(
            cause ->
                Future.failedFuture(
                    GatewayProblem.BACKEND_AWAY.because(
                        "%s is not there. Try again in a moment.".formatted(exchange.backend()))));
  }
}
