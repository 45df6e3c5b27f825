package dev.pluginsuite.agent.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.disk.PrivateFolder;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSecretsTest {
  private static final String PATH = "GET /api/v1/sites/site-1/secrets";

  private final FakeServer server = new FakeServer().withTokens(300);
  private final DesiredState.Plugin app =
      Documents.with(Documents.active("app", "1.0.0"), 3, List.of("password"));
  private final DesiredState.Plugin rotated = Documents.with(app, 4, List.of("password"));
  @TempDir Path home;

  @AfterEach
  void close() {
    server.close();
  }

  private SiteSecrets secrets() throws IOException {
    var http = new Http();
    var token = server.url().resolve("/token");
    var tokens = new Tokens(http, token, "site-1", "secret", Clock.systemUTC());
    var api = new Api(http, URI.create(server.url() + "/api/v1"), tokens);
    return new SiteSecrets(api, "site-1", new PrivateFolder(home.resolve("secrets")));
  }

  private void answer(DesiredState.Plugin plugin, String value) {
    server.on(
        PATH,
        Reply.json(
            "{\"data\":{\"secrets\":[{\"ref\":\"%s\",\"name\":\"password\",\"value\":%s}]}}"
                .formatted(plugin.secretRefs().get(0).ref(), value)));
  }

  private Path file(DesiredState.Plugin plugin) throws IOException {
    return Path.of(secrets().files(plugin).get("password"));
  }

  @Test
  void values_are_kept_for_a_restart_where_only_the_owner_can_read_them() throws Exception {
    answer(app, "\"x\"");
    secrets().fetch(app);
    server.on(PATH, Reply.status(503));

    secrets().fetch(app);

    assertThat(file(app)).hasContent("\"x\"");
    assertThat(Files.getPosixFilePermissions(file(app)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(home.resolve("secrets")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void another_reference_is_fetched_and_both_are_there_until_one_is_not_named() throws Exception {
    answer(app, "\"x\"");
    secrets().fetch(app);
    answer(rotated, "{\"user\":\"z\"}");

    secrets().fetch(rotated);

    assertThat(file(rotated)).hasContent("{\"user\":\"z\"}");
    assertThat(file(app)).exists();
    secrets().keepOnly(List.of(rotated));
    assertThat(home.resolve("secrets")).isDirectoryContaining(it -> true);
    assertThatThrownBy(() -> file(app)).hasMessageContaining("password");
  }

  @Test
  void they_go_with_the_plugin_and_so_does_what_a_crash_left() throws Exception {
    answer(app, "\"x\"");
    secrets().fetch(app);
    Files.writeString(home.resolve("secrets/half.next"), "x");

    secrets().keepOnly(List.of());

    assertThat(home.resolve("secrets")).isEmptyDirectory();
  }

  @Test
  void a_missing_value_is_named() {
    answer(rotated, "\"x\"");

    assertThatThrownBy(() -> secrets().fetch(app))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password");
  }

  @Test
  void no_secrets_at_the_group_is_a_failure() {
    assertThatThrownBy(() -> secrets().fetch(app)).hasMessageContaining("answered 404");
  }

  @Test
  void a_plugin_without_secrets_asks_nobody() throws Exception {
    secrets().fetch(Documents.active("app", "1.0.0"));

    assertThat(secrets().files(Documents.active("app", "1.0.0"))).isEmpty();
    assertThat(server.to(PATH)).isEmpty();
  }

  @Test
  void a_text_is_told_without_the_values() throws Exception {
    answer(app, "\"hunter2\"");
    secrets().fetch(app);

    assertThat(secrets().redacted(app, "login hunter2 refused"))
        .isEqualTo("login ******** refused");
  }
}
