package dev.pluginsuite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Many sites without disks: registered, provisioned and enrolled like any other, they read their
 * desired state from their own topics and report, each with its own token, that they have reached
 * it.
 */
final class SimulatedSites implements AutoCloseable {
  private static final String SITES = "/admin/plugin-registry/sites";
  static final int CALLERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api centralIt;
  private final SiteTokens tokens;
  private final RunningSuite suite;
  private final List<String> ids;
  private final Map<String, Document> newest = new ConcurrentHashMap<>();
  private final Map<String, Long> stopped = new ConcurrentHashMap<>();
  private final String watched;
  private final ExecutorService reporters = Executors.newFixedThreadPool(CALLERS);
  private volatile boolean closed;

  /**
   * @param watched the plugin whose end is looked for
   */
  SimulatedSites(RunningSuite suite, int count, String watched) {
    this.watched = watched;
    this.suite = suite;
    this.centralIt = new Api(suite.api("/"), suite.tokens(), User.CENTRAL_IT);
    this.tokens = new SiteTokens(suite);
    this.ids = IntStream.range(0, count).mapToObj("bench-%04d"::formatted).toList();
  }

  /** What a site should have. */
  private record Document(JsonNode json) {
    JsonNode plugin(String pluginId) {
      for (var it : json.path("plugins")) {
        if (it.path("pluginId").asText().equals(pluginId)) {
          return it;
        }
      }
      return JSON.missingNode();
    }

    boolean wantsRunning(String pluginId) {
      return plugin(pluginId).path("action").asText().equals("ACTIVE");
    }
  }

  List<String> ids() {
    return ids;
  }

  /** Of the watched plugin, as soon as the site's document names it. */
  String installationAt(String siteId) throws IOException, InterruptedException {
    Until.holds(PATIENCE, () -> newest.containsKey(siteId) && !watchedAt(siteId).isMissingNode());
    return watchedAt(siteId).path("installationId").asText();
  }

  private JsonNode watchedAt(String siteId) {
    return document(siteId).plugin(watched);
  }

  private Document document(String siteId) {
    return Objects.requireNonNull(newest.get(siteId));
  }

  boolean anyHas(String pluginId) {
    return newest.values().stream().anyMatch(it -> !it.plugin(pluginId).isMissingNode());
  }

  /** When a document was read that does not want the watched plugin running any more, by site. */
  Map<String, Long> stopped() {
    return stopped;
  }

  /** Returns when all are ACTIVE, enrolled and listening. */
  void open() throws IOException, InterruptedException, ExecutionException {
    forAll(this::register);
    forAll(this::enrol);
    var kafka = suite.kafkaClient();
    new Thread(() -> read(kafka), "sites").start();
  }

  private Void register(String id) throws IOException, InterruptedException {
    var body =
        Api.json()
            .put("id", id)
            .put("name", id)
            .put("mesVersion", "9.1.0")
            .put("apiVersion", "1.0.0");
    centralIt.post(SITES, body).expect(201);
    return null;
  }

  private Void enrol(String id) throws IOException, InterruptedException {
    Until.holds(PATIENCE, () -> centralIt.get(SITES + "/" + id).text("status").equals("ACTIVE"));
    var token =
        centralIt.post(SITES + "/" + id + "/enrolment", Api.json()).expect(201).text("token");
    tokens.enrol(id, token);
    return null;
  }

  /** With a few callers at once. */
  void forAll(SiteCall call) throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(CALLERS);
    try {
      var calls = ids.stream().map(id -> (Callable<Void>) () -> call.on(id)).toList();
      for (var done : pool.invokeAll(calls)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  interface SiteCall {
    Void on(String siteId) throws IOException, InterruptedException;
  }

  private void read(Map<String, Object> kafka) {
    try (var consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          ids.stream().map(it -> new TopicPartition("site.%s.desired-state".formatted(it), 0));
      consumer.assign(partitions.toList());
      consumer.seekToBeginning(consumer.assignment());
      while (!closed) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::take);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      var document = JSON.readTree(record.value()).path("state");
      var siteId = document.path("siteId").asText();
      var next = new Document(document);
      var before = newest.put(siteId, next);
      if (before != null && before.wantsRunning(watched) && !next.wantsRunning(watched)) {
        stopped.putIfAbsent(siteId, System.nanoTime());
      }
      if (!closed) {
        reporters.execute(() -> report(siteId));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whatever the newest document is by then. */
  private void report(String siteId) {
    var document = document(siteId).json();
    var body =
        Api.json()
            .put("siteGeneration", document.path("siteGeneration").asLong())
            .put("observedAt", Clock.systemUTC().instant().toString())
            .put("agentVersion", "simulated");
    var plugins = body.putArray("plugins");
    for (var it : document.path("plugins")) {
      plugins
          .addObject()
          .put("installationId", it.path("installationId").asText())
          .put("generation", it.path("generation").asLong())
          .put("packageId", it.path("packageRef").path("packageId").asText())
          .put("pluginId", it.path("pluginId").asText())
          .put("version", it.path("packageRef").path("version").asText())
          .put("state", it.path("action").asText());
    }
    try {
      tokens.report(siteId, body);
    } catch (IOException e) {
      throw new IllegalStateException("No report of " + siteId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    reporters.shutdownNow();
  }
}
