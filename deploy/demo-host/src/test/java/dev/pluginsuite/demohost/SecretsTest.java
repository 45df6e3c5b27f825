package dev.pluginsuite.demohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String SYNC = "[\"external.sync\"]";

  @TempDir Path temp;
  private HostFixture host;

  @BeforeEach
  void start() throws Exception {
    host = new HostFixture(temp);
    Files.writeString(host.secrets.resolve("1"), "\"hunter \\\"2\\\"\"");
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private HostFixture.Answer activate(String script, Map<String, String> secrets) throws Exception {
    var folder = host.write("app", "1.0.0", SYNC, script);
    var body =
        Map.of("installationId", "i", "version", "1.0.0", "path", "" + folder, "secrets", secrets);
    return host.post("/plugins/app/activate", Json.MAPPER.writeValueAsString(body));
  }

  private Map<String, String> password(String file) {
    return Map.of("password", "" + host.secrets.resolve(file));
  }

  @Test
  void a_plugin_gets_the_value_and_others_see_its_name_only() throws Exception {
    var script =
        "exports.sync = (p, context) => context.secrets.password === 'hunter \"2\"' ? 'ok' : 'no';";

    var answer = activate(script, password("1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(host.hook("external.sync", "{}").only().path("result").asText()).isEqualTo("ok");
    var listed = host.get("/plugins").body();
    assertThat(listed.at("/plugins/0/secrets").toString()).isEqualTo("[\"password\"]");
    assertThat(listed.toString()).doesNotContain("hunter", "" + host.secrets);
  }

  @Test
  void a_plugin_that_repeats_it_is_not_repeated() throws Exception {
    Files.writeString(host.secrets.resolve("1"), "{\"user\":\"hunter \\\"2\\\"\",\"pin\":4711}");
    var lines = new ArrayList<String>();
    var log = Logger.getLogger("dev.pluginsuite.demohost.plugin");
    log.setUseParentHandlers(false);
    log.setFilter(line -> lines.add(line.getMessage()));
    activate(
        """
        exports.sync = (p, context) => {
          const it = context.secrets.password;
          context.log.warn('as', it.user, it.pin);
          if (p.fail) { throw Error('for ' + it.user); }
          return { user: it.user, list: [it.pin, 'x' + it.user, 47] };
        };
        """,
        password("1"));

    var result = host.hook("external.sync", "{}").only();
    var error = host.hook("external.sync", "{\"fail\":true}").only();

    log.setFilter(null);
    log.setUseParentHandlers(true);
    assertThat(result.path("result").toString())
        .isEqualTo("{\"user\":\"********\",\"list\":[\"********\",\"x********\",47]}");
    assertThat(error.path("error").asText()).startsWith("Error: for ********");
    assertThat(lines).hasSize(2).containsOnly("app: as ******** ********");
  }

  @Test
  void a_plugin_that_fails_with_it_does_not_tell() throws Exception {
    var script =
        "exports.activate = c => { throw Error('no ' + c.secrets.password); };"
            + " exports.sync = () => 1;";

    var answer = activate(script, password("1"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.detail()).contains("no ********").doesNotContain("hunter");
  }

  @Test
  void another_file_loads_the_plugin_again() throws Exception {
    var script = "exports.sync = (p, context) => context.secrets.password.length;";
    activate(script, password("1"));
    Files.writeString(host.secrets.resolve("2"), "\"longer than that\"");

    activate(script, password("2"));

    assertThat(host.hook("external.sync", "{}").only().path("result").asInt()).isEqualTo(16);
  }

  @Test
  void only_files_of_the_secrets_folder_are_read_and_refusals_say_nothing_of_them()
      throws Exception {
    Files.writeString(temp.resolve("outside"), "\"hunter2\"");
    Files.createSymbolicLink(host.secrets.resolve("link"), temp.resolve("outside"));
    Files.writeString(host.secrets.resolve("broken"), "hunter2");
    Files.writeString(host.secrets.resolve("empty"), "");
    Files.writeString(host.secrets.resolve("large"), " ".repeat(70_000) + "1");

    for (var file : new String[] {"../outside", "link", "broken", "empty", "large", "none", ""}) {
      var answer = activate("exports.sync = () => 1;", password(file));

      assertThat(answer.status()).as(file).isEqualTo(422);
      assertThat(answer.body().path("type").asText()).isEqualTo("/problems/secret-refused");
      assertThat(answer.detail()).startsWith("The file of the secret 'password' ");
      assertThat(answer.detail()).doesNotContain("hunter2");
    }
    assertThat(host.get("/plugins").body().path("plugins")).isEmpty();
  }

  @Test
  void a_path_has_to_be_there() throws Exception {
    var answer = activate("exports.sync = () => 1;", Map.of("password", ""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).isEqualTo("'secrets.password' is required.");
  }
}
