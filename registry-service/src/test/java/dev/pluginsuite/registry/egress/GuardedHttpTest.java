package dev.pluginsuite.registry.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.pluginsuite.registry.TestCertificate;
import dev.pluginsuite.registry.TestSite;
import dev.pluginsuite.registry.egress.EgressException.Kind;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real servers on this machine, whose network is listed where they are to be reached. */
class GuardedHttpTest {
  private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:files.example.com");
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final byte[] BYTES = "the bytes".getBytes(UTF_8);

  private final FakeNames names = new FakeNames().with("files.example.com", "127.0.0.1");
  private final Rules rules = Rules.strict().networks("127.0.0.1/32").trusting(CERTIFICATE.pem());
  private final TestSite site = new TestSite(CERTIFICATE.keyStore());
  private final String url = "https://files.example.com:" + site.port();

  @AfterEach
  void close() {
    site.close();
  }

  @AfterAll
  static void stop() {
    VERTX.close();
  }

  @Test
  void the_named_server_is_spoken_to_at_the_address_that_was_found() {
    var seen = new CopyOnWriteArrayList<String>();
    site.on(
        "/",
        it -> {
          var session = (ExtendedSSLSession) ((HttpsExchange) it).getSSLSession();
          seen.add(session.getRequestedServerNames().toString());
          seen.add(it.getRequestHeaders().getFirst("Host"));
          seen.add(String.valueOf(it.getRequestHeaders().getFirst("Accept-Encoding")));
          TestSite.answer(it, 200, BYTES);
        });

    assertThat(get(rules, url + "/a.mpk?token=x%2Fy")).isEqualTo("the bytes");

    assertThat(seen.get(0)).contains("files.example.com");
    assertThat(seen.get(1)).isEqualTo("files.example.com:" + site.port());
    assertThat(seen.get(2)).isEqualTo("identity");
    assertThat(site.calls()).containsExactly("GET /a.mpk?token=x%2Fy");
  }

  @Test
  void without_its_network_listed_this_machine_is_not_called() {
    site.serves("/", BYTES);

    fails(Rules.strict().trusting(CERTIFICATE.pem()), url + "/", Kind.REFUSED);
    fails(Rules.strict().hosts("files.example.com"), url + "/", Kind.REFUSED);
    assertThat(site.calls()).isEmpty();
  }

  @Test
  void a_name_is_looked_up_once_so_that_it_cannot_change_its_mind() {
    site.serves("/", BYTES);
    names.changing("files.example.com", "127.0.0.1", "127.0.0.2");

    assertThat(get(rules, url + "/")).isEqualTo("the bytes");

    assertThat(names.asked("files.example.com")).isEqualTo(1);
  }

  @Test
  void a_name_that_becomes_local_between_two_requests_is_refused_at_the_second() {
    site.redirects("/a", "/b").serves("/b", BYTES);
    names.changing("files.example.com", "127.0.0.1", "10.0.0.1");

    fails(rules, url + "/a", Kind.REFUSED);

    assertThat(site.calls()).containsExactly("GET /a");
  }

  @Test
  void a_certificate_for_another_name_is_no_proof() {
    site.serves("/", BYTES);
    names.with("other.example.com", "127.0.0.1");

    fails(rules, "https://other.example.com:" + site.port() + "/", Kind.UNREACHABLE);
    fails(rules, "https://127.0.0.1:" + site.port() + "/", Kind.UNREACHABLE);
    assertThat(site.calls()).isEmpty();
  }

  @Test
  void a_certificate_of_an_unknown_authority_is_no_proof() {
    site.serves("/", BYTES);

    fails(Rules.strict().networks("127.0.0.0/8"), url + "/", Kind.UNREACHABLE);
  }

  @Test
  void up_to_three_redirects_are_followed() {
    site.redirects("/1", "/2").redirects("/2", url + "/3").redirects("/3", "4");
    site.serves("/4", BYTES).redirects("/0", "/1");

    assertThat(get(rules, url + "/1")).isEqualTo("the bytes");

    fails(rules, url + "/0", Kind.REFUSED);
  }

  @Test
  void redirects_to_where_nothing_may_be_fetched_are_not_followed() {
    try (var plain = new TestSite(null).serves("/", BYTES)) {
      site.redirects("/down", "http://files.example.com:" + plain.port() + "/")
          .redirects("/local", "https://127.0.0.2:" + site.port() + "/")
          .redirects("/metadata", "https://169.254.169.254/latest/meta-data/")
          .redirects("/mapped", "https://[::ffff:127.0.0.1]:" + site.port() + "/")
          .redirects("/user", "https://files.example.com@127.0.0.1:" + site.port() + "/")
          .redirects("/file", "file:///etc/passwd")
          .redirects("/odd", "https://exa mple/")
          .on("/nowhere", it -> it.sendResponseHeaders(302, -1));
      for (var path :
          List.of("down", "local", "metadata", "mapped", "user", "file", "odd", "nowhere")) {
        fails(rules, url + "/" + path, Kind.REFUSED);
      }
      assertThat(plain.calls()).isEmpty();
    }
  }

  @Test
  void a_redirect_is_followed_only_to_what_the_caller_has_a_reason_to_fetch() {
    site.redirects("/in/a", "/out/b").serves("/out/b", BYTES);

    failsFrom(it -> it.getPath().startsWith("/in/"), url + "/in/a", Kind.REFUSED);

    assertThat(site.calls()).containsExactly("GET /in/a");
  }

  @Test
  void a_plain_server_is_fetched_from_only_where_it_is_listed() {
    try (var plain = new TestSite(null).serves("/", BYTES)) {
      assertThat(get(rules, "http://127.0.0.1:" + plain.port() + "/")).isEqualTo("the bytes");
      fails(Rules.strict(), "http://127.0.0.1:" + plain.port() + "/", Kind.REFUSED);
    }
  }

  @Test
  void a_body_that_comes_too_slowly_is_given_up() {
    var over = new CountDownLatch(1);
    site.on("/", it -> drip(it, over));

    failsWithin(Duration.ofMillis(700), url + "/", Kind.TIMED_OUT);

    over.countDown();
  }

  @Test
  void a_server_that_says_nothing_is_given_up() {
    var over = new CountDownLatch(1);
    site.on("/", it -> await(over));

    failsWithin(Duration.ofMillis(500), url + "/", Kind.TIMED_OUT);

    over.countDown();
  }

  @Test
  void a_long_body_comes_whole_and_in_order() {
    var bytes = new byte[999_999];
    new Random(20261122).nextBytes(bytes);
    site.serves("/", bytes);

    try (var http = new Closing(new GuardedHttp(new EgressPolicy(rules, names), rules, VERTX))) {
      var fetch = new Fetch(URI.create(url + "/"), it -> true, SOON, bytes.length);
      assertThat(http.http.get(fetch, GuardedHttpTest::slowly).subscribeAsCompletionStage().join())
          .isEqualTo(bytes);
    }
  }

  /** In pieces that fit nobody's buffers. */
  private static byte[] slowly(InputStream body) {
    var all = new ByteArrayOutputStream();
    var some = new byte[777];
    try {
      for (int read = body.read(some); read >= 0; read = body.read(some)) {
        all.write(some, 0, read);
      }
      return all.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_fetch_ends_with_its_caller() throws Exception {
    var over = new CountDownLatch(1);
    var reading = new CountDownLatch(1);
    var ended = new CompletableFuture<Throwable>();
    site.on("/", it -> drip(it, over));
    try (var http = new Closing(new GuardedHttp(new EgressPolicy(rules, names), rules, VERTX))) {
      var fetch = new Fetch(URI.create(url + "/"), it -> true, Duration.ofMinutes(5), 1_000_000);
      var caller =
          http.http
              .get(fetch, body -> readUntilItFails(body, reading, ended))
              .subscribe()
              .with(item -> {}, ended::complete);
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

      caller.cancel();

      assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(EgressException.class);
    }
    over.countDown();
  }

  private static String readUntilItFails(
      InputStream body, CountDownLatch reading, CompletableFuture<Throwable> ended) {
    reading.countDown();
    try {
      return text(body);
    } catch (EgressException e) {
      ended.complete(e);
      throw e;
    }
  }

  @Test
  void an_endless_body_is_cut_off() {
    site.on("/", GuardedHttpTest::endless);

    fails(rules, url + "/", Kind.TOO_LARGE);
  }

  @Test
  void a_body_that_breaks_off_is_not_taken_for_whole() {
    site.on(
        "/",
        it -> {
          it.sendResponseHeaders(200, 1000);
          it.getResponseBody().write(BYTES);
        });

    fails(rules, url + "/", Kind.BROKEN);
  }

  @Test
  void a_compressed_body_is_handed_out_as_it_came() {
    site.on(
        "/",
        it -> {
          it.getResponseHeaders().add("Content-Encoding", "gzip");
          TestSite.answer(it, 200, BYTES);
        });

    assertThat(get(rules, url + "/")).isEqualTo("the bytes");
  }

  @Test
  void no_answer_but_200_has_a_body_to_take() {
    site.on("/404", it -> TestSite.answer(it, 404, BYTES))
        .on("/206", it -> TestSite.answer(it, 206, BYTES))
        .on("/304", it -> it.sendResponseHeaders(304, -1));

    for (var status : List.of(404, 206, 304)) {
      fails(rules, url + "/" + status, Kind.BROKEN);
    }
  }

  @Test
  void a_server_that_is_not_there_is_said_to_be_so() {
    var port = site.port();
    site.close();

    fails(rules, "https://files.example.com:" + port + "/", Kind.UNREACHABLE);
  }

  @Test
  void a_post_carries_headers_and_body_and_brings_the_answer_back() {
    var seen = new CopyOnWriteArrayList<String>();
    site.on(
        "/hook",
        it -> {
          seen.add(it.getRequestHeaders().getFirst("X-Signature"));
          seen.add(new String(it.getRequestBody().readAllBytes(), UTF_8));
          it.getResponseHeaders().add("Retry-After", "7");
          TestSite.answer(it, 503, BYTES);
        });

    var reply = post(url + "/hook", SOON);

    assertThat(seen).containsExactly("signed", "hello");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsEntry("retry-after", "7");
    assertThat(reply.body()).isEqualTo("the bytes");
  }

  @Test
  void a_post_follows_no_redirect_and_waits_for_no_endless_answer() {
    site.redirects("/moved", "/hook").on("/hook", GuardedHttpTest::endless);

    assertThat(post(url + "/moved", SOON).status()).isEqualTo(302);
    assertThat(post(url + "/hook", SOON).body()).hasSize(4096);
    assertThat(site.calls()).containsExactly("POST /moved", "POST /hook");
  }

  @Test
  void the_answer_to_a_post_counts_even_when_its_body_does_not_end() {
    var over = new CountDownLatch(1);
    site.on("/", it -> drip(it, over));

    // It is waited for to its end, and begins with a handshake.
    assertThat(post(url + "/", Duration.ofSeconds(4)).status()).isEqualTo(200);

    over.countDown();
  }

  private static void drip(HttpExchange it, CountDownLatch over) throws IOException {
    it.sendResponseHeaders(200, 0);
    it.getResponseBody().write(BYTES);
    it.getResponseBody().flush();
    await(over);
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endless(HttpExchange it) throws IOException {
    it.getRequestBody().readAllBytes();
    it.sendResponseHeaders(200, 0);
    var block = new byte[64 * 1024];
    while (!Thread.interrupted()) {
      it.getResponseBody().write(block);
    }
  }

  private String get(Rules rules, String url) {
    return get(rules, it -> true, url, SOON);
  }

  private String get(Rules rules, Predicate<URI> allowed, String url, Duration deadline) {
    try (var http = new Closing(new GuardedHttp(new EgressPolicy(rules, names), rules, VERTX))) {
      var fetch = new Fetch(URI.create(url), allowed, deadline, 1_000_000);
      return http.http.get(fetch, GuardedHttpTest::text).subscribeAsCompletionStage().join();
    }
  }

  private static String text(InputStream body) {
    try {
      return new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply post(String url, Duration timeout) {
    try (var http = new Closing(new GuardedHttp(new EgressPolicy(rules, names), rules, VERTX))) {
      return http.http
          .post(URI.create(url), Map.of("X-Signature", "signed"), "hello".getBytes(UTF_8), timeout)
          .subscribeAsCompletionStage()
          .join();
    }
  }

  private void fails(Rules rules, String url, Kind kind) {
    assertThatThrownBy(() -> get(rules, url))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(EgressException.class, it -> assertThat(it.kind()).isEqualTo(kind));
  }

  private void failsFrom(Predicate<URI> allowed, String url, Kind kind) {
    assertThatThrownBy(() -> get(rules, allowed, url, SOON))
        .cause()
        .isInstanceOfSatisfying(EgressException.class, it -> assertThat(it.kind()).isEqualTo(kind));
  }

  private void failsWithin(Duration deadline, String url, Kind kind) {
    assertThatThrownBy(() -> get(rules, it -> true, url, deadline))
        .cause()
        .isInstanceOfSatisfying(EgressException.class, it -> assertThat(it.kind()).isEqualTo(kind));
  }

  private record Closing(GuardedHttp http) implements AutoCloseable {
    @Override
    public void close() {
      http.close();
    }
  }
}
