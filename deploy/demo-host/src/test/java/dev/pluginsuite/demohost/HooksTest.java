package dev.pluginsuite.demohost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {
  private static final String UPDATE = "[\"erp.update\"]";

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

  private static String at(int priority) {
    return "[{\"point\":\"erp.update\",\"handler\":\"run\",\"priority\":%d}]".formatted(priority);
  }

  @Test
  void handlers_run_in_the_order_of_their_priorities() throws Exception {
    host.start("last", "1.0.0", at(90), "exports.run = p => p.n + 3;");
    host.start("middle", "1.0.0", UPDATE, "exports.update = p => p.n + 2;");
    host.start("first", "1.0.0", at(10), "exports.run = p => p.n + 1;");

    var answer = host.hook("erp.update", "{\"n\":10}");

    assertThat(answer.body().path("point").asText()).isEqualTo("erp.update");
    assertThat(answer.body().findValuesAsText("pluginId"))
        .containsExactly("first", "middle", "last");
    assertThat(answer.body().findValuesAsText("result")).containsExactly("11", "12", "13");
  }

  @Test
  void hooks_grouped_by_kind_are_read_too() throws Exception {
    host.start(
        "grouped", "1.0.0", "{\"integration\":[\"erp.update\"]}", "exports.update = () => 1;");

    var answer = host.hook("erp.update", "{}");

    assertThat(answer.only().path("result").asInt()).isEqualTo(1);
  }

  @Test
  void a_handler_that_throws_or_hangs_harms_no_other() throws Exception {
    host.start("throwing", "1.0.0", at(10), "exports.run = p => { p.n = 0; throw Error('bad'); };");
    var hanging = "[{\"point\":\"erp.update\",\"priority\":20,\"timeout\":200}]";
    host.start("hanging", "1.0.0", hanging, "exports.update = () => { for (;;) {} };");
    host.start("good", "1.0.0", at(30), "exports.run = p => p.n;");

    var results = host.hook("erp.update", "{\"n\":7}").body().path("results");

    assertThat(results.path(0).path("error").asText())
        .isEqualTo("Error: bad (throwing/src/main.js:1)");
    assertThat(results.path(0).has("result")).isFalse();
    assertThat(results.path(1).path("error").asText()).isEqualTo("ran past its time-out of 200 ms");
    assertThat(results.path(2).path("result").asInt()).isEqualTo(7);
  }

  @Test
  void nothing_returned_is_null() throws Exception {
    host.start("silent", "1.0.0", UPDATE, "exports.update = () => {};");

    var result = host.hook("erp.update", "{}").only();

    assertThat(result.path("result").isNull()).isTrue();
  }

  @Test
  void a_point_that_nobody_handles_is_not_found() throws Exception {
    var answer = host.hook("pdm.sync", "{}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("type").asText()).isEqualTo("/problems/hook-not-handled");
  }

  @Test
  void what_a_plugin_does_is_counted_across_its_versions() throws Exception {
    var script =
        "exports.update = (p, context) => {"
            + " if (p.fail) { throw Error('x'); } context.log.warn('late', p); };";
    host.start("counted", "1.0.0", UPDATE, script);
    host.hook("erp.update", "{}");
    host.start("counted", "1.1.0", UPDATE, script);
    host.hook("erp.update", "{}");

    host.hook("erp.update", "{\"fail\":true}");

    var stats = host.get("/stats").body().path("plugins").path("counted");
    assertThat(stats.path("executionCount").asInt()).isEqualTo(3);
    assertThat(stats.path("errorCount").asInt()).isEqualTo(1);
    assertThat(stats.path("warningCount").asInt()).isEqualTo(2);
    assertThat(stats.path("totalExecutionNanos").asLong()).isPositive();
    assertThat(host.get("/plugins").body().path("plugins").path(0).path("stats")).isEqualTo(stats);
  }

  @Test
  void hooks_go_on_while_versions_change() throws Exception {
    var threads = Executors.newFixedThreadPool(3);
    host.start("changing", "1.0.0", UPDATE, "exports.update = () => '1.0.0';");
    Callable<List<HostFixture.Answer>> calling =
        () -> {
          var answers = new ArrayList<HostFixture.Answer>();
          for (var i = 0; i < 40; i++) {
            answers.add(host.hook("erp.update", "{}"));
          }
          return answers;
        };

    var calls = IntStream.range(0, 3).mapToObj(i -> threads.submit(calling)).toList();
    for (var i = 1; i <= 8; i++) {
      var version = "1." + i + ".0";
      host.start("changing", version, UPDATE, "exports.update = () => '" + version + "';");
    }

    threads.shutdown();
    for (var call : calls) {
      for (var answer : call.get()) {
        assertThat(answer.only().path("result").asText("-"))
            .isEqualTo(answer.only().path("version").asText());
      }
    }
    assertThat(host.hook("erp.update", "{}").only().path("result").asText()).isEqualTo("1.8.0");
  }

  @Test
  void a_line_of_the_log_is_one_line_and_a_flood_ends() throws Exception {
    host.start(
        "noisy",
        "1.0.0",
        UPDATE,
        "exports.update = (p, context) => { for (let i = 0; i < 300; i++) { context.log.warn('a\\nb\u2028c'); } };");
    var lines = new ArrayList<String>();
    var log = Logger.getLogger("dev.pluginsuite.demohost.plugin");
    log.setUseParentHandlers(false);
    log.setFilter(line -> lines.add(line.getMessage()));

    host.hook("erp.update", "{}");

    log.setFilter(null);
    log.setUseParentHandlers(true);
    assertThat(lines).hasSize(100).containsOnly("noisy: a b c");
    assertThat(host.get("/stats").body().at("/plugins/noisy/warningCount").asInt()).isEqualTo(300);
  }

  @Test
  void one_plugin_is_never_in_two_calls_at_once() throws Exception {
    host.start(
        "adding",
        "1.0.0",
        UPDATE,
        "let n = 0; exports.update = () => { const seen = n; for (let i = 0; i < 2000; i++) {} n = seen + 1; return n; };");
    var threads = Executors.newFixedThreadPool(8);

    var calls =
        IntStream.range(0, 80)
            .mapToObj(i -> (Callable<Object>) () -> host.hook("erp.update", "{}"));
    for (var call : threads.invokeAll(calls.toList())) {
      call.get();
    }

    threads.shutdown();
    assertThat(host.hook("erp.update", "{}").only().path("result").asInt()).isEqualTo(81);
  }
}
