package dev.pluginsuite.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.agent.reconcile.Unavailable;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  private final FakeServer server =
      new FakeServer().withTokens(300).on("GET /api/v1/thing", Reply.json("{\"data\":{\"a\":1}}"));
  private final FakeClock clock = new FakeClock();
  private final Http http = new Http();
  private final Tokens tokens =
      new Tokens(http, server.url().resolve("/token"), "site-1", "a&b", clock);
  private final Api api = new Api(http, server.url().resolve("/api/v1/"), tokens);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void data_is_unwrapped_and_the_token_sent() throws Exception {
    assertThat(api.get("/thing", JsonNode.class).path("a").asInt()).isEqualTo(1);

    assertThat(server.to("GET /api/v1/thing").get(0).token()).isEqualTo("Bearer token-1");
    assertThat(server.to("POST /token").get(0).body())
        .isEqualTo("grant_type=client_credentials&client_id=site-1&client_secret=a%26b");
  }

  @Test
  void a_token_is_kept_until_shortly_before_it_expires() throws Exception {
    api.get("/thing", JsonNode.class);
    clock.advance(Duration.ofSeconds(269));
    api.get("/thing", JsonNode.class);
    assertThat(server.to("POST /token")).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    api.get("/thing", JsonNode.class);

    assertThat(server.to("GET /api/v1/thing").get(2).token()).isEqualTo("Bearer token-2");
  }

  @Test
  void a_refused_token_is_replaced_at_once() throws Exception {
    server.on(
        "GET /api/v1/thing",
        request ->
            "Bearer token-2".equals(request.token())
                ? Reply.json("{\"data\":{}}")
                : Reply.status(401));

    api.get("/thing", JsonNode.class);

    assertThat(server.to("POST /token")).hasSize(2);
  }

  @Test
  void a_refused_token_is_replaced_only_once_a_call() {
    server.on("GET /api/v1/thing", Reply.status(401));

    assertThatThrownBy(() -> api.get("/thing", JsonNode.class)).isInstanceOf(Unavailable.class);

    assertThat(server.to("GET /api/v1/thing")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void a_busy_api_is_away(int status) {
    server.on("GET /api/v1/thing", Reply.status(status));

    assertThatThrownBy(() -> api.get("/thing", JsonNode.class)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 500, 503})
  void without_a_token_the_api_is_away(int status) {
    server.on("POST /token", Reply.status(status));

    assertThatThrownBy(() -> api.get("/thing", JsonNode.class)).isInstanceOf(Unavailable.class);
  }

  @Test
  void an_answer_without_token_is_none() {
    server.on("POST /token", Reply.json("{}"));

    assertThatThrownBy(() -> api.get("/thing", JsonNode.class))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("no token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thing",
        "@evil.example/x",
        "//evil.example/x",
        "/a/../b",
        "/a/..",
        "/.",
        "/a?b",
        "/a#b",
        "/a b",
        "/a%2e",
        "",
        "/",
        "/a/"
      })
  void a_path_cannot_lead_away(String path) {
    assertThatThrownBy(() -> api.get(path, JsonNode.class)).hasMessageContaining("Not a path");

    assertThat(server.to("POST /token")).isEmpty();
  }

  @Test
  void a_base_url_may_end_in_a_slash_or_not() throws Exception {
    var base = URI.create(server.url() + "/api/v1");

    new Api(http, base, tokens).get("/thing", JsonNode.class);

    assertThat(server.to("GET /api/v1/thing")).hasSize(1);
  }
}
