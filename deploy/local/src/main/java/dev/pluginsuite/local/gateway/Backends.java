package dev.pluginsuite.local.gateway;

import static java.util.Comparator.comparing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the services that the routes name really are, and which of their processes are ready. */
final class Backends implements OriginRequestProvider {
  private final Set<URI> ready = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Map<String, List<URI>> addresses;

  Backends(Map<String, List<URI>> addresses) {
    this.addresses = Map.copyOf(addresses);
  }

  void requireAll(Iterable<String> names) {
    for (var name : names) {
      if (addresses.getOrDefault(name, List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "The routes name %s, but no --backend %s=http://… says where it is."
                .formatted(name, name));
      }
    }
  }

  /** A service of which nothing is said any more stays where it was. */
  void moveTo(Map<String, List<URI>> now) {
    var all = new ConcurrentHashMap<>(addresses);
    now.forEach((name, list) -> all.compute(name, (it, old) -> list.isEmpty() ? old : list));
    addresses = Map.copyOf(all);
    ready.retainAll(choices());
  }

  /** Addresses of services that have more than one: of one alone nobody has to ask. */
  List<URI> choices() {
    return addresses.values().stream().filter(it -> it.size() > 1).flatMap(List::stream).toList();
  }

  void tell(URI address, boolean isReady) {
    if (isReady) {
      ready.add(address);
    } else {
      ready.remove(address);
    }
  }

  boolean hasChoice(String name) {
    return addresses.getOrDefault(name, List.of()).size() > 1;
  }

  @Override
  public Future<HttpClientRequest> create(ProxyContext context) {
    var exchange = Objects.requireNonNull(context.get(Exchange.KEY, Exchange.class));
    return connect(context.client(), exchange, inOrder(exchange).iterator());
  }

  /** By turns those that are ready; then the others, of which one may have come back just now. */
  private List<URI> inOrder(Exchange exchange) {
    var all = new ArrayList<>(Objects.requireNonNull(addresses.get(exchange.backend())));
    Collections.rotate(all, turn.getAndIncrement());
    all.sort(comparing((URI it) -> exchange.hasAsked(it)).thenComparing(it -> !ready.contains(it)));
    return all;
  }

  /** Who cannot be reached was not asked anything yet: any request may go to the next. */
  private Future<HttpClientRequest> connect(
      HttpClient client, Exchange exchange, Iterator<URI> candidates) {
    if (!candidates.hasNext()) {
      return Future.failedFuture(
          GatewayProblem.BACKEND_AWAY.because(
              "%s is not there. Try again in a moment.".formatted(exchange.backend())));
    }
    var address = candidates.next();
    return client
        .request(new RequestOptions().setHost(address.getHost()).setPort(address.getPort()))
        .onSuccess(request -> exchange.sentBy(address, request))
        .recover(
            away -> {
              tell(address, false);
              return connect(client, exchange, candidates);
            });
  }
}
