package dev.pluginsuite.agent.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSecretsTest {
  private static final String PATH = "GET /api/v1/sites/site-1/secrets";

  private final FakeServer server = new FakeServer().withTokens(300);
  private final DesiredState.Plugin app =
      Documents.with(Documents.active("app", "1.0.0"), 3, List.of("password"));
  @TempDir Path home;

  @AfterEach
  void close() {
    server.close();
  }

  private SiteSecrets secrets() {
    var http = new Http();
    var token = server.url().resolve("/token");
    var tokens = new Tokens(http, token, "site-1", "secret", Clock.systemUTC());
    var api = new Api(http, URI.create(server.url() + "/api/v1"), tokens);
    return new SiteSecrets(api, "site-1", new AtomicFile(home, "secrets.json"));
  }

  private void answer(String values) {
    server.on(
        PATH,
        Reply.json(
            "{\"data\":{\"secrets\":[{\"installationId\":\"%s\",\"values\":%s}]}}"
                .formatted(app.installationId(), values)));
  }

  @Test
  void values_are_kept_for_a_restart_where_only_the_owner_can_read_them() throws Exception {
    answer("{\"password\":\"x\",\"more\":\"y\"}");
    secrets().fetch(app);
    server.on(PATH, Reply.status(503));

    assertThat(secrets().of(app)).isEqualTo(Map.of("password", "x"));
    assertThat(Files.getPosixFilePermissions(home.resolve("secrets.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void they_are_fetched_once_a_generation() throws Exception {
    answer("{\"password\":\"x\"}");
    secrets().fetch(app);
    secrets().fetch(app);
    answer("{\"password\":\"z\"}");

    var rotated = Documents.with(app, 4, List.of("password"));
    secrets().fetch(rotated);

    assertThat(secrets().of(rotated)).isEqualTo(Map.of("password", "z"));
    assertThat(server.to(PATH)).hasSize(2);
  }

  @Test
  void they_go_with_the_plugin() throws Exception {
    answer("{\"password\":\"x\"}");
    secrets().fetch(app);

    secrets().keepOnly(List.of(app));
    assertThat(home.resolve("secrets.json")).content().contains("password");
    secrets().keepOnly(List.of());

    assertThat(home.resolve("secrets.json")).hasContent("{}");
  }

  @Test
  void a_missing_value_is_named() {
    answer("{}");

    assertThatThrownBy(() -> secrets().fetch(app))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[password]");
  }

  @Test
  void no_secrets_at_the_group_is_a_failure() {
    assertThatThrownBy(() -> secrets().fetch(app)).hasMessageContaining("answered 404");
  }

  @Test
  void a_plugin_without_secrets_asks_nobody() throws Exception {
    assertThat(secrets().of(Documents.active("app", "1.0.0"))).isEmpty();
  }
}
