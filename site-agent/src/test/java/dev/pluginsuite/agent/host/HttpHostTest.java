package dev.pluginsuite.agent.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.host.HttpHost.Counters;
import dev.pluginsuite.agent.reconcile.Host.Activation;
import dev.pluginsuite.agent.reconcile.Host.HostPlugin;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHostTest {
  private static final UUID ID = UUID.fromString("0190b2f0-0000-7000-8000-000000000001");
  private final FakeServer server = new FakeServer();
  private final HttpHost host = new HttpHost(new Http(), server.url(), Duration.ofSeconds(20));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_plugin_is_activated_with_all_it_needs() throws Exception {
    server.on("POST /plugins/app/activate", Reply.json("{}"));

    host.activate(
        new Activation(
            "app",
            ID,
            "1.0.0",
            "/p/app",
            Map.of("line", 7),
            Map.of("password", "/s/1"),
            List.of("lib")));

    var body = Json.tree(server.to("POST /plugins/app/activate").get(0).body().getBytes(UTF_8));
    assertThat(body)
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"installationId":"%s","version":"1.0.0","path":"/p/app",
                 "configuration":{"line":7},"secrets":{"password":"/s/1"},"requires":["lib"]}"""
                    .formatted(ID)));
  }

  @Test
  void a_refused_activation_says_why() {
    server.on(
        "POST /plugins/app/activate", Reply.json(422, "{\"detail\":\"main.js does not load\"}"));

    assertThatThrownBy(
            () ->
                host.activate(new Activation("app", ID, "1", "/p", Map.of(), Map.of(), List.of())))
        .hasMessageEndingWith("answered 422: main.js does not load");
  }

  @Test
  void what_is_not_there_needs_no_deactivation() throws Exception {
    server.on("POST /plugins/app/deactivate", Reply.status(404));

    host.deactivate("app");

    assertThat(server.to("POST /plugins/app/deactivate")).hasSize(1);
  }

  @Test
  void a_name_is_checked_before_it_gets_into_a_path() {
    assertThatThrownBy(() -> host.deactivate("../health"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Not a plugin id");
  }

  @Test
  void plugins_come_in_an_object_or_a_bare_list_with_requires_or_without() throws Exception {
    var plugin = "{\"pluginId\":\"app\",\"version\":\"1.0.0\",\"installationId\":\"%s\"}";
    var list = "[" + plugin.formatted(ID) + "]";
    var expected = List.of(new HostPlugin("app", "1.0.0", ID, List.of()));

    server.on("GET /plugins", Reply.json("{\"plugins\":" + list + "}"));
    assertThat(host.plugins()).isEqualTo(expected);
    server.on("GET /plugins", Reply.json(list));
    assertThat(host.plugins()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"plugins\":{}}", "[{}]", "[null]", "<html>"})
  void an_answer_that_is_no_list_does_not_mean_that_nothing_runs(String answer) {
    server.on("GET /plugins", Reply.json(answer));

    assertThatThrownBy(host::plugins).isInstanceOf(IOException.class);
  }

  @Test
  void counters_and_process_are_read() throws Exception {
    server.on("GET /health", Reply.json("{\"status\":\"UP\",\"pid\":4711}"));
    server.on(
        "GET /stats",
        Reply.json(
            """
            {"pid":4711,"plugins":{"app":{"executionCount":5,"errorCount":1,"warningCount":2,
             "totalExecutionNanos":900}}}"""));

    assertThat(host.pid()).isEqualTo(4711);
    assertThat(host.stats()).isEqualTo(Map.of("app", new Counters(5, 1, 2, 900)));
  }
}
