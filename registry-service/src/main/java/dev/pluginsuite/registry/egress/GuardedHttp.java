package dev.pluginsuite.registry.egress;

import dev.pluginsuite.registry.egress.EgressException.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * HTTP to whatever URL somebody named, without becoming their way in (server-side request forgery):
 * see {@link EgressPolicy}. Knows no proxy, no cookies and no decompression, and keeps no
 * connection. Fails with {@link EgressException}.
 */
@ApplicationScoped
public class GuardedHttp {
  private static final int MOST_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** As much of an answer to a POST as helps to find out what was wrong. */
  private static final int LONGEST_REPLY = 4 * 1024;

  private final EgressPolicy policy;
  private final HttpClient client;

  GuardedHttp(EgressPolicy policy, EgressConfig config, Vertx vertx) {
    this.policy = policy;
    this.client = vertx.createHttpClient(options(config));
  }

  private static HttpClientOptions options(EgressConfig config) {
    var patience = (int) config.connectTimeout().toMillis();
    var options =
        new HttpClientOptions()
            .setConnectTimeout(patience)
            .setSslHandshakeTimeout(patience)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setVerifyHost(true)
            .setKeepAlive(false)
            .setMaxPoolSize(32);
    config
        .trustedCertificates()
        .ifPresent(it -> options.setTrustOptions(new PemTrustOptions().addCertPath(it.toString())));
    return options;
  }

  /**
   * Fetches with GET, following at most three redirects, and has the body read on a worker thread.
   * Only 200 is an answer that is read.
   */
  public <T> Uni<T> get(Fetch fetch, Function<InputStream, T> reader) {
    var deadline = Deadline.in(fetch.deadline());
    return follow(fetch, fetch.url(), MOST_REDIRECTS, deadline)
        .chain(it -> onWorker(it, () -> read(it, fetch.largest(), reader)));
  }

  /** Whoever does not wait any more ends the exchange, and with it the thread that reads. */
  private static <T> Uni<T> onWorker(Exchange exchange, Supplier<T> reading) {
    return Uni.createFrom()
        .item(reading)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onCancellation()
        .invoke(exchange::close);
  }

  private Uni<Exchange> follow(Fetch fetch, URI url, int redirects, Deadline deadline) {
    if (!fetch.allowed().test(url)) {
      return Uni.createFrom()
          .failure(
              new EgressException(
                  Kind.REFUSED, "Nothing is fetched from %s.".formatted(url.getRawAuthority())));
    }
    return send(url, HttpMethod.GET, Map.of(), Buffer.buffer(), deadline)
        .chain(
            it ->
                REDIRECTS.contains(it.status())
                    ? follow(fetch, next(it, url, redirects), redirects - 1, deadline)
                    : Uni.createFrom().item(it));
  }

  private static URI next(Exchange redirect, URI from, int left) {
    try (redirect) {
      var location = redirect.headers().get("location");
      if (location == null || left == 0) {
        throw new EgressException(Kind.REFUSED, "The server redirects too often or to nowhere.");
      }
      var to = from.resolve(location);
      if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
        throw new EgressException(Kind.REFUSED, "The server redirects away from https.");
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new EgressException(Kind.REFUSED, "The server redirects to what is no URL.");
    }
  }

  private static <T> T read(Exchange answer, long largest, Function<InputStream, T> reader) {
    try (answer) {
      if (answer.status() != 200) {
        throw new EgressException(
            Kind.BROKEN, "The server answered with status %d.".formatted(answer.status()));
      }
      return reader.apply(answer.body().limitedTo(largest));
    }
  }

  /** Fails as a call would, without one: for a URL that is written down to be called later. */
  public Uni<Void> check(URI url, Duration timeout) {
    return Uni.createFrom()
        .item(() -> policy.check(url))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(timeout)
        .failWith(() -> new EgressException(Kind.TIMED_OUT, "The name was not found in time."))
        .replaceWithVoid();
  }

  /**
   * Sends a body and tells what came back, whatever the status.
   *
   * @param timeout for all of it
   */
  public Uni<Reply> post(URI url, Map<String, String> headers, byte[] body, Duration timeout) {
    return send(url, HttpMethod.POST, headers, Buffer.buffer(body), Deadline.in(timeout))
        .chain(it -> onWorker(it, () -> reply(it)));
  }

  private static Reply reply(Exchange answer) {
    try (answer) {
      var text = new String(answer.body().start(LONGEST_REPLY), StandardCharsets.UTF_8);
      return new Reply(answer.status(), plain(answer.headers()), text);
    }
  }

  private static Map<String, String> plain(MultiMap headers) {
    return headers.entries().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                it -> it.getKey().toLowerCase(Locale.ROOT),
                Map.Entry::getValue,
                (first, second) -> first));
  }

  private Uni<Exchange> send(
      URI url, HttpMethod method, Map<String, String> headers, Buffer body, Deadline deadline) {
    return Uni.createFrom()
        .item(() -> policy.check(url))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(deadline.left())
        .failWith(() -> new EgressException(Kind.TIMED_OUT, "The name was not found in time."))
        .chain(to -> Exchange.start(client, request(to, method, headers), body, deadline));
  }

  private static RequestOptions request(
      Destination to, HttpMethod method, Map<String, String> headers) {
    var address = new InetSocketAddress(to.address(), to.port());
    var request =
        new RequestOptions()
            .setMethod(method)
            .setServer(SocketAddress.inetSocketAddress(address))
            .setSsl(to.tls())
            .setHost(to.host())
            .setPort(to.port())
            .setURI(to.target())
            .setFollowRedirects(false);
    headers.forEach(request::putHeader);
    return request
        .putHeader("Host", to.authority())
        .putHeader("User-Agent", "plugin-suite")
        .putHeader("Accept-Encoding", "identity");
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
