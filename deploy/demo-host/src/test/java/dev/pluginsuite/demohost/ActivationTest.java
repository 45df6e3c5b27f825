package dev.pluginsuite.demohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationTest {
  private static final String SYNC = "[\"external.sync\"]";

  @TempDir Path temp;
  private HostFixture host;

  @BeforeEach
  void start() throws Exception {
    host = new HostFixture(temp);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static String answers(String value) {
    return "exports.sync = () => " + value + ";";
  }

  @Test
  void an_activated_plugin_is_listed() throws Exception {
    var answer = host.start("supplier-db", "2.1.0", SYNC, answers("1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo("{\"pluginId\":\"supplier-db\",\"version\":\"2.1.0\",\"active\":true}");
    var listed = host.get("/plugins").body().path("plugins").path(0);
    assertThat(listed.path("installationId").asText()).isEqualTo("inst-supplier-db");
    assertThat(listed.path("hooks").toString()).isEqualTo("[\"external.sync\"]");
  }

  @Test
  void activate_runs_once_with_the_configuration() throws Exception {
    var folder =
        host.write(
            "counting",
            "1.0.0",
            SYNC,
            """
            let starts = 0;
            let seen;
            exports.activate = context => { starts++; seen = context.configuration.site; };
            exports.sync = () => ({ starts, seen });
            """);
    host.configure("counting", "1.0.0", folder, "{\"site\":\"site-1\"}");

    var again = host.configure("counting", "1.0.0", folder, "{\"site\":\"site-1\"}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(host.hook("external.sync", "{}").only().path("result").toString())
        .isEqualTo("{\"starts\":1,\"seen\":\"site-1\"}");
  }

  @Test
  void a_changed_configuration_loads_it_again() throws Exception {
    var folder =
        host.write(
            "configured", "1.0.0", SYNC, "exports.sync = (p, context) => context.configuration.a;");
    host.configure("configured", "1.0.0", folder, "{\"a\":1}");

    host.configure("configured", "1.0.0", folder, "{\"a\":2}");

    assertThat(host.hook("external.sync", "{}").only().path("result").asInt()).isEqualTo(2);
  }

  @Test
  void a_plugin_starts_only_after_what_it_requires() throws Exception {
    var early = host.start("analyzer", "1.0.0", SYNC, answers("1"), "supplier-db");
    host.start("supplier-db", "2.1.0", "[]", "exports.rating = id => id + '!';");

    var later =
        host.start(
            "analyzer",
            "1.0.0",
            SYNC,
            "const db = require('supplier-db'); exports.sync = p => db.rating(p.id);",
            "supplier-db");

    assertThat(early.status()).isEqualTo(422);
    assertThat(early.detail()).isEqualTo("analyzer requires supplier-db, which is not active.");
    assertThat(later.status()).isEqualTo(200);
    assertThat(host.hook("external.sync", "{\"id\":\"S-1\"}").only().path("result").asText())
        .isEqualTo("S-1!");
  }

  @Test
  void a_new_version_replaces_the_old_one_for_its_dependents_too() throws Exception {
    host.start("supplier-db", "2.1.0", "[]", "exports.rating = () => 'old';");
    var borrower = "const db = require('supplier-db'); exports.sync = () => db.rating();";
    host.start("analyzer", "1.0.0", SYNC, borrower, "supplier-db");

    var answer = host.start("supplier-db", "2.2.0", "[]", "exports.rating = () => 'new';");

    assertThat(answer.body().path("version").asText()).isEqualTo("2.2.0");
    assertThat(host.hook("external.sync", "{}").only().path("result").asText()).isEqualTo("new");
  }

  @Test
  void a_version_that_fails_to_load_says_where_and_leaves_the_old_one() throws Exception {
    host.start("analyzer", "1.0.0", SYNC, answers("'old'"));

    var answer = host.start("analyzer", "1.1.0", SYNC, "\n\nnull.x;\n" + answers("'new'"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("type").asText()).isEqualTo("/problems/script-failed");
    assertThat(answer.detail()).contains("TypeError", "(analyzer/src/main.js:3)");
    assertThat(host.hook("external.sync", "{}").only().path("result").asText()).isEqualTo("old");
  }

  @Test
  void a_syntax_error_is_told_with_its_line() throws Exception {
    var answer = host.start("broken", "1.0.0", SYNC, "exports.sync = 1;\nlet = = 3;");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.detail()).contains("(broken/src/main.js:2)");
  }

  @Test
  void a_hook_without_its_function_is_refused() throws Exception {
    var answer = host.start("empty", "1.0.0", SYNC, "");

    assertThat(answer.detail())
        .isEqualTo("empty exports no function 'sync' for its hook external.sync");
  }

  @Test
  void an_activate_that_throws_activates_nothing() throws Exception {
    var hooks = "[]";

    var answer =
        host.start(
            "stuck", "1.0.0", hooks, "exports.activate = () => { throw Error('no licence'); }");

    assertThat(answer.detail()).contains("no licence");
    assertThat(host.get("/plugins").body().path("plugins")).isEmpty();
  }

  @Test
  void the_manifest_must_be_that_of_the_asked_version() throws Exception {
    var folder = host.write("supplier-db", "2.1.0", "[]", "");

    var answer = host.activate("supplier-db", "2.2.0", folder);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.detail()).isEqualTo("The manifest's version is '2.1.0', not '2.2.0'.");
  }

  @Test
  void folders_outside_of_the_plugins_folder_are_refused() throws Exception {
    var outside = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(outside.resolve("manifest.json"), "{\"id\":\"evil\",\"version\":\"1.0.0\"}");
    var link = Files.createSymbolicLink(host.plugins.resolve("evil"), outside);

    for (var path : new Path[] {outside, link, host.plugins, host.plugins.resolve("../outside")}) {
      var answer = host.activate("evil", "1.0.0", path);

      assertThat(answer.status()).as(path.toString()).isEqualTo(422);
      assertThat(answer.body().path("type").asText()).isEqualTo("/problems/folder-refused");
    }
  }

  @Test
  void a_required_plugin_cannot_be_deactivated() throws Exception {
    host.start("supplier-db", "2.1.0", "[]", "");
    host.start("analyzer", "1.0.0", "[]", "", "supplier-db");

    var refused = host.deactivate("supplier-db");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.detail()).isEqualTo("supplier-db is required by analyzer.");
    assertThat(host.deactivate("analyzer").status()).isEqualTo(200);
    assertThat(host.deactivate("supplier-db").status()).isEqualTo(200);
    assertThat(host.deactivate("supplier-db").status()).isEqualTo(200);
    assertThat(host.get("/plugins").body().path("plugins")).isEmpty();
  }

  @Test
  void plugins_cannot_require_each_other_in_a_circle() throws Exception {
    host.start("supplier-db", "2.1.0", "[]", "");
    host.start("analyzer", "1.0.0", "[]", "", "supplier-db");

    var answer = host.start("supplier-db", "2.2.0", "[]", "", "analyzer");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("type").asText()).isEqualTo("/problems/requirement-cycle");
  }

  @Test
  void a_deactivate_that_throws_does_not_keep_the_plugin() throws Exception {
    host.start("clinging", "1.0.0", "[]", "exports.deactivate = () => { throw Error('never'); };");

    var answer = host.deactivate("clinging");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(host.get("/plugins").body().path("plugins")).isEmpty();
  }
}
