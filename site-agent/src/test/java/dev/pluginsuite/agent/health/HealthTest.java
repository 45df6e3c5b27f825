package dev.pluginsuite.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.agent.host.HostProcess;
import dev.pluginsuite.agent.host.HttpHost;
import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.FakeClock;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
  private static final String HEALTH = "POST /api/v1/sites/site-1/health";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final DesiredState.Plugin APP = Documents.active("app", "1.0.0");

  private final FakeServer server = new FakeServer().withTokens(300_000);
  private final FakeClock clock = new FakeClock();
  private final Http http = new Http();
  private final HttpHost host = new HttpHost(http, server.url(), Duration.ofSeconds(5));
  @TempDir Path proc;

  @BeforeEach
  void the_host_runs() throws IOException {
    server.on(HEALTH, Reply.status(202));
    process(42, 100);
    counters(10, 1, 2, 5_000_000);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void process(long pid, long ticks) throws IOException {
    server.on("GET /health", Reply.json("{\"pid\":%d}".formatted(pid)));
    var folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(folder.resolve("status"), "VmRSS:\t2048 kB\n");
    Files.writeString(
        folder.resolve("stat"), "%d (x) S 1 1 1 0 1 1 1 1 1 1 %d 0 0".formatted(pid, ticks));
  }

  private void counters(long executions, long errors, long warnings, long nanos) {
    server.on(
        "GET /stats",
        Reply.json(
            """
            {"plugins":{"app":{"executionCount":%d,"errorCount":%d,"warningCount":%d,
             "totalExecutionNanos":%d}}}\
            """
                .formatted(executions, errors, warnings, nanos)));
  }

  private HealthSampler sampler() {
    return new HealthSampler(host, new HostProcess(proc), () -> List.of(APP), clock);
  }

  private HealthSender sender() {
    var tokens = new Tokens(http, server.url().resolve("/token"), "site-1", "secret", clock);
    var api = new Api(http, URI.create(server.url() + "/api/v1"), tokens);
    return new HealthSender(sampler(), api, "site-1", MINUTE);
  }

  @Test
  void a_sample_says_what_happened_since_the_one_before() throws Exception {
    var sampler = sampler();
    assertThat(sampler.sample()).isEmpty();
    clock.advance(MINUTE);
    process(42, 100 + 3_000);
    counters(30, 2, 5, 45_000_000);

    var sample = sampler.sample();

    assertThat(sample)
        .containsExactly(
            new HealthSample(APP.installationId(), 1L, 3L, 2.0, 2.0, 50.0, 20L, clock.instant()));
  }

  @Test
  void nothing_executed_took_no_time() throws Exception {
    var sampler = sampler();
    sampler.sample();
    clock.advance(MINUTE);

    var sample = sampler.sample().get(0);

    assertThat(sample.executionCount()).isZero();
    assertThat(sample.avgExecutionTime()).isZero();
  }

  @Test
  void a_host_that_restarted_is_measured_from_then_on_and_counts_anew() throws Exception {
    var sampler = sampler();
    sampler.sample();
    clock.advance(MINUTE);
    process(43, 10);
    counters(50, 4, 0, 1_000_000);
    assertThat(sampler.sample()).isEmpty();
    clock.advance(MINUTE);
    process(43, 10 + 600);
    counters(60, 5, 0, 2_000_000);

    var sample = sampler.sample().get(0);

    assertThat(sample.executionCount()).isEqualTo(60);
    assertThat(sample.errorCount()).isEqualTo(5);
    assertThat(sample.cpuUsage()).isEqualTo(10.0);
  }

  @Test
  void what_was_not_measured_is_told_with_the_next_sample() throws Exception {
    var sampler = sampler();
    sampler.sample();
    clock.advance(MINUTE);
    Files.writeString(proc.resolve("42/status"), "State: Z\n");
    counters(20, 3, 2, 5_000_000);
    assertThat(sampler.sample()).isEmpty();
    clock.advance(MINUTE);
    process(42, 100);
    counters(30, 4, 2, 5_000_000);

    var sample = sampler.sample().get(0);

    assertThat(sample.executionCount()).isEqualTo(20);
    assertThat(sample.errorCount()).isEqualTo(3);
  }

  @Test
  void counters_that_went_down_count_anew() throws Exception {
    var sampler = sampler();
    sampler.sample();
    clock.advance(MINUTE);
    counters(4, 0, 0, 1_000_000);

    assertThat(sampler.sample().get(0).executionCount()).isEqualTo(4);
  }

  @Test
  void samples_are_sent_as_a_batch() throws Exception {
    var sender = sender();

    measure(sender, 2);
    sender.send();

    var body = body(0);
    assertThat(body.path("samples")).hasSize(1);
    assertThat(body.at("/samples/0/installationId").asText())
        .isEqualTo(APP.installationId().toString());
    assertThat(body.at("/samples/0/recordedAt").asText()).isEqualTo("2026-01-01T12:02:00Z");
  }

  @Test
  void what_could_not_be_sent_is_sent_later() throws Exception {
    server.on(HEALTH, Reply.status(503));
    var sender = sender();
    measure(sender, 4);
    sender.send();

    server.on(HEALTH, Reply.status(202));
    sender.send();

    assertThat(body(1).path("samples")).hasSize(3);
  }

  @Test
  void what_the_service_is_too_busy_for_is_kept_and_not_asked_again_at_once() throws Exception {
    server.on(HEALTH, Reply.status(429).header("Retry-After", "90"));
    var sender = sender();
    measure(sender, 4);
    assertThat(sender.send()).isEqualTo(Duration.ofSeconds(90));
    assertThat(server.to(HEALTH)).hasSize(1);

    server.on(HEALTH, Reply.status(202));
    sender.send();

    assertThat(body(1)).isEqualTo(body(0));
    assertThat(body(1).path("samples")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 60",
    "61, 61",
    "999999999, 600",
    "soon, 60",
    "-1, 60",
    "99999999999999999999, 60"
  })
  void the_pause_that_is_asked_for_is_kept_within_reason(String asked, long seconds)
      throws Exception {
    server.on(HEALTH, Reply.status(429).header("Retry-After", asked));
    var sender = sender();
    measure(sender, 2);

    var pause = sender.send();

    assertThat(pause).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void a_batch_that_is_refused_for_what_it_says_is_dropped() throws Exception {
    server.on(HEALTH, Reply.status(422));
    var sender = sender();
    measure(sender, 2);

    sender.send();
    sender.send();

    assertThat(server.to(HEALTH)).hasSize(1);
  }

  @Test
  void a_host_that_is_away_is_not_measured() throws Exception {
    server.on("GET /health", Reply.status(500));
    var sender = sender();

    measure(sender, 3);
    sender.send();

    assertThat(server.to(HEALTH)).isEmpty();
  }

  @Test
  void the_oldest_samples_go_when_there_is_no_room() throws Exception {
    server.on(HEALTH, Reply.status(503));
    var buffer = new SampleBuffer();
    for (var i = 0L; i < 6_000; i++) {
      buffer.add(List.of(new HealthSample(null, null, null, null, null, null, i, null)));
    }

    var batch = buffer.batch();

    assertThat(batch).hasSize(SampleBuffer.BATCH);
    assertThat(batch.get(0).executionCount()).isEqualTo(1_000);
  }

  private void measure(HealthSender sender, int times) throws InterruptedException {
    for (var i = 0; i < times; i++) {
      clock.advance(MINUTE);
      sender.measure();
    }
  }

  private JsonNode body(int request) throws IOException {
    return Json.MAPPER.readTree(server.to(HEALTH).get(request).body());
  }
}
