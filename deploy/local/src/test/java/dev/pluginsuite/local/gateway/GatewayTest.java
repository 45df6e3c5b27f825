package dev.pluginsuite.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private final TestBackend backend = TestBackend.saying("hello");
  private final GatewayFixture gateway = new GatewayFixture(backend.url());

  GatewayTest() throws IOException {}

  @AfterEach
  void close() {
    gateway.close();
    backend.close();
  }

  @Test
  void a_request_arrives_as_it_was_sent() throws Exception {
    var answer =
        gateway.send(
            gateway.to("/echo/a%20b?q=%2F..%2F&r").PUT(BodyPublishers.ofString("body")).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    var seen = backend.seen.take();
    assertThat(seen.method()).isEqualTo("PUT");
    assertThat(seen.uri()).hasToString("/echo/a%20b?q=%2F..%2F&r");
  }

  @Test
  void the_service_reads_the_spelling_that_was_routed() throws Exception {
    gateway.get("/%65cho/%61");

    assertThat(backend.seen.take().uri()).hasToString("/echo/a");
  }

  @Test
  void a_path_without_a_route_is_a_problem() throws Exception {
    var answer = gateway.get("/other");

    assertIsProblem(answer, 404, "/problems/not-found");
    assertThat(answer.body()).contains("\"instance\":\"/other\"");
    assertThat(backend.seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo/%2e%2e/x", "/echo//x", "/echo/x%2fy", "/echo/%5c", "/echo/a;b"})
  void a_path_of_two_meanings_is_a_problem(String path) throws Exception {
    assertIsProblem(gateway.get(path), 400, "/problems/ambiguous-path");
    assertThat(backend.seen).isEmpty();
  }

  @Test
  void dots_are_not_resolved_by_anybody_else() throws Exception {
    var answer = gateway.raw("GET /echo/../x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("ambiguous-path");
  }

  @Test
  void a_service_that_is_away_is_a_problem() throws Exception {
    assertIsProblem(gateway.get("/absent"), 503, "/problems/backend-away");
  }

  @Test
  void a_body_for_a_service_that_is_away_does_not_hang() throws Exception {
    var request = gateway.to("/absent").POST(BodyPublishers.ofByteArray(new byte[1 << 20])).build();

    assertIsProblem(gateway.send(request), 503, "/problems/backend-away");
  }

  @Test
  void who_asked_is_what_the_gateway_saw() throws Exception {
    gateway.send(
        gateway
            .to("/echo")
            .header("X-Forwarded-For", "6.6.6.6")
            .header("X-Forwarded-Prefix", "/evil")
            .header("Forwarded", "for=6.6.6.6")
            .build());

    var seen = backend.seen.take();
    assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("http");
    assertThat(seen.header("X-Forwarded-Host")).startsWith("127.0.0.1:");
    assertThat(seen.header("Host")).isEqualTo(seen.header("X-Forwarded-Host"));
    assertThat(seen.header("X-Forwarded-Prefix")).isEqualTo("null");
    assertThat(seen.header("Forwarded")).isEqualTo("null");
  }

  @Test
  void every_answer_has_the_id_that_the_service_saw() throws Exception {
    var answer = gateway.send(gateway.to("/echo").header("X-Request-Id", "mine-1").build());
    var replaced = gateway.send(gateway.to("/echo").header("X-Request-Id", "a b\"c").build());
    var refused = gateway.get("/other");

    assertThat(answer.headers().firstValue("X-Request-Id")).contains("mine-1");
    assertThat(backend.seen.take().header("X-Request-Id")).isEqualTo("mine-1");
    assertThat(replaced.headers().firstValue("X-Request-Id"))
        .contains(backend.seen.take().header("X-Request-Id"))
        .get()
        .isNotEqualTo("a b\"c");
    assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void what_concerns_one_connection_stays_on_it() throws Exception {
    gateway.raw(
        """
        GET /echo HTTP/1.1\r
        Host: h\r
        Connection: close\r
        Connection: X-Private, X-Other\r
        X-Private: 1\r
        TE: trailers\r
        Proxy-Authorization: Basic x\r
        X-Kept: 2\r
        \r
        """);

    var seen = backend.seen.take();
    assertThat(seen.header("X-Private")).isEqualTo("null");
    assertThat(seen.header("TE")).isEqualTo("null");
    assertThat(seen.header("Proxy-Authorization")).isEqualTo("null");
    assertThat(seen.header("X-Kept")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: Content-Length\r\nContent-Length: 5\r\n\r\nhello",
        "Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      })
  void where_a_body_ends_is_not_for_the_caller_to_take_away(String rest) throws Exception {
    var answer = gateway.raw("POST /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + rest);

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(backend.seen.take().method()).isEqualTo("POST");
    assertThat(gateway.get("/echo").statusCode()).isEqualTo(200);
  }

  @Test
  void header_fields_have_a_limit() throws Exception {
    var request = gateway.to("/echo").header("X-Large", "x".repeat(17 * 1024)).build();

    assertIsProblem(gateway.send(request), 431, "/problems/headers-too-large");
  }

  @Test
  void an_address_has_a_limit() throws Exception {
    assertIsProblem(gateway.get("/echo/" + "x".repeat(9_000)), 414, "/problems/uri-too-long");
  }

  @Test
  void what_is_not_http_is_refused() throws Exception {
    var answer = gateway.raw("GET / HTTP/1.1\r\nHost h\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void a_route_to_an_unknown_backend_stops_the_start() {
    assertThatThrownBy(() -> Gateway.start("127.0.0.1", 0, RouteTable.ofTheSuite(), Map::of))
        .hasMessageContaining("--backend");
  }

  private static void assertIsProblem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"" + type + "\"")
        .contains("\"status\":" + status);
  }
}
