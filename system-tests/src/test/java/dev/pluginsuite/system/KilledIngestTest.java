package dev.pluginsuite.system;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** health-service dies while samples come in: what it said it has, it has. */
class KilledIngestTest {
  private static final Suite SUITE = Suite.running();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int SENDERS = 3;
  private static final int BATCH = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(7200);
  private final AtomicInteger next = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  @Test
  void no_acknowledged_sample_is_lost() throws Exception {
    var installation = installation();
    var token = token();
    var pool = Executors.newFixedThreadPool(SENDERS);
    try {
      var senders =
          Stream.generate(() -> CompletableFuture.runAsync(() -> send(installation, token), pool))
              .limit(SENDERS)
              .toArray(CompletableFuture<?>[]::new);
      awaitAcknowledged(40 * BATCH);

      var killed = SUITE.process("health-service").kill();

      var before = acknowledged.size();
      killed.startAgain();
      awaitAcknowledged(before + 10 * BATCH);
      over = true;
      CompletableFuture.allOf(senders).get(2, TimeUnit.MINUTES);
    } finally {
      over = true;
      pool.shutdownNow();
    }

    assertThat(recorded(installation)).containsAll(acknowledged);
  }

  private void awaitAcknowledged(int samples) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .until(() -> acknowledged.size() >= samples);
  }

  private void send(String installation, String token) {
    while (!over) {
      var times = IntStream.range(0, BATCH).mapToObj(i -> time()).toList();
      if (isAcknowledged(installation, token, times)) {
        acknowledged.addAll(times);
      } else {
        // It is being started.
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private String time() {
    return from.plusMillis(next.getAndIncrement()).toString();
  }

  private boolean isAcknowledged(String installation, String token, List<String> times) {
    var body = Api.json();
    var samples = body.putArray("samples");
    for (var time : times) {
      samples
          .addObject()
          .put("installationId", installation)
          .put("recordedAt", time)
          .put("errorCount", 0)
          .put("warningCount", 0)
          .put("avgExecutionTime", 1)
          .put("memoryUsage", 1)
          .put("cpuUsage", 1);
    }
    var request =
        HttpRequest.newBuilder(SUITE.gateway().resolve("/api/v1/sites/site-1/health"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          && Api.parse(answer.body()).at("/data/accepted").asInt() == BATCH;
    } catch (IOException away) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      over = true;
      return false;
    }
  }

  private static String installation() throws IOException, InterruptedException {
    return SUITE
        .as(User.CENTRAL_IT)
        .get("/admin/plugins/installed?siteId=site-1")
        .expect(200)
        .body()
        .at("/data/0/id")
        .asText();
  }

  /** As the site's agent has it. */
  private String token() throws IOException, InterruptedException {
    var grant = Api.parse(Files.readString(SUITE.siteHome("site-1").resolve("credentials.json")));
    var form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(text(grant, "clientId"), text(grant, "clientSecret"));
    var request =
        HttpRequest.newBuilder(URI.create(grant.path("tokenUrl").asText()))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return Api.parse(http.send(request, BodyHandlers.ofString()).body())
        .path("access_token")
        .asText();
  }

  private static String text(JsonNode grant, String field) {
    return encode(grant.path(field).asText(), UTF_8);
  }

  private List<String> recorded(String installation) throws Exception {
    var millis =
        new Database(SUITE, "health")
            .rows(
                "select (extract(epoch from recorded_at) * 1000)::bigint from plugin_health_logs"
                    + " where installation_id = ?::uuid and recorded_at >= ?::timestamptz",
                installation,
                from.toString());
    var times = new ArrayList<String>();
    millis.forEach(it -> times.add(Instant.ofEpochMilli(Long.parseLong(it)).toString()));
    return times;
  }
}
