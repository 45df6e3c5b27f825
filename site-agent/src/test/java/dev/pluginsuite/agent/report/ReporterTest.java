package dev.pluginsuite.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReporterTest {
  private static final String REPORTS = "POST /api/v1/sites/site-1/reports";
  private static final Duration NEVER = Duration.ofHours(1);

  private final FakeServer server = new FakeServer().withTokens(300);
  private final List<Thread> threads = new ArrayList<>();
  @TempDir Path home;

  @AfterEach
  void close() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (var thread : threads) {
      thread.join();
    }
    server.close();
  }

  private Reporter start(Duration interval) throws IOException {
    var http = new Http();
    var token = server.url().resolve("/token");
    var tokens = new Tokens(http, token, "site-1", "secret", Clock.systemUTC());
    var api = new Api(http, URI.create(server.url() + "/api/v1"), tokens);
    var reporter =
        new Reporter(api, "site-1", new AtomicFile(home, "report.json"), interval, () -> {});
    var thread = new Thread(reporter, "reporter");
    threads.add(thread);
    thread.start();
    return reporter;
  }

  private static SiteReport report(long generation) {
    return new SiteReport(generation, Instant.now(), "1", List.of(), null);
  }

  private List<Long> sent() {
    return server.to(REPORTS).stream().map(it -> generation(it.body())).toList();
  }

  private static long generation(String body) {
    try {
      return Json.MAPPER.readValue(body, SiteReport.class).siteGeneration();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_change_is_sent_once() throws IOException {
    server.on(REPORTS, Reply.status(204));
    var reporter = start(NEVER);

    reporter.observe(report(1));
    await().until(() -> sent().equals(List.of(1L)) && noFile());
    reporter.observe(report(1));
    reporter.observe(report(2));

    await().untilAsserted(() -> assertThat(sent()).containsExactly(1L, 2L));
  }

  @Test
  void what_is_found_is_part_of_it() throws IOException {
    server.on(REPORTS, Reply.status(204));
    var reporter = start(NEVER);

    reporter.observe(finding("a.mpk"));
    await().until(() -> sent().size() == 1 && noFile());
    reporter.observe(finding("a.mpk"));
    reporter.observe(finding("b.mpk"));

    await().until(() -> sent().size() == 2 && noFile());
    assertThat(server.to(REPORTS).get(0).body()).contains("a.mpk");
    assertThat(server.to(REPORTS).get(1).body()).contains("b.mpk").doesNotContain("a.mpk");
  }

  private static SiteReport finding(String name) {
    var found = new SiteReport.Found("app", "1.0.0", null, name);
    return new SiteReport(1, Instant.now(), "1", List.of(), null, List.of(found));
  }

  @Test
  void it_is_sent_until_it_is_accepted() throws IOException {
    server.on(REPORTS, () -> Reply.status(sent().size() < 3 ? 503 : 204));
    var reporter = start(NEVER);

    reporter.observe(report(1));

    await().until(() -> sent().equals(List.of(1L, 1L, 1L)) && noFile());
  }

  @Test
  void it_is_on_disk_before_it_is_sent() throws IOException {
    var reporter = start(NEVER);

    reporter.observe(report(1));

    assertThat(generation(Files.readString(home.resolve("report.json")))).isEqualTo(1);
  }

  @Test
  void another_process_sends_what_was_left() throws IOException {
    Files.write(home.resolve("report.json"), Json.write(report(7)));
    server.on(REPORTS, Reply.status(204));

    start(NEVER);

    await().until(() -> sent().equals(List.of(7L)) && noFile());
  }

  @Test
  void an_unreadable_rest_does_not_stop_the_agent() throws IOException {
    Files.writeString(home.resolve("report.json"), "{");
    server.on(REPORTS, Reply.status(204));

    start(NEVER).observe(report(2));

    await().untilAsserted(() -> assertThat(sent()).containsExactly(2L));
  }

  @Test
  void it_is_repeated_as_a_sign_of_life() throws IOException {
    server.on(REPORTS, Reply.status(204));

    start(Duration.ofMillis(100)).observe(report(1));

    await().until(() -> sent().size() >= 3);
  }

  @Test
  void only_the_latest_one_matters() throws IOException {
    var reporter = start(NEVER);
    for (var generation = 1; generation <= 5; generation++) {
      reporter.observe(report(generation));
    }

    server.on(REPORTS, Reply.status(204));

    await().until(this::noFile);
    assertThat(sent().get(sent().size() - 1)).isEqualTo(5);
  }

  private boolean noFile() {
    return !Files.exists(home.resolve("report.json"));
  }

  @Test
  void the_pause_that_the_api_asks_for_is_kept() throws Exception {
    var refused = System.nanoTime();
    server.on(
        REPORTS,
        () ->
            server.to(REPORTS).size() == 1
                ? Reply.status(429).header("Retry-After", "2")
                : Reply.status(202));
    var reporter = start(NEVER);

    reporter.observe(report(1));

    await().atMost(Duration.ofSeconds(20)).until(() -> server.to(REPORTS).size() == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - refused))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }
}
