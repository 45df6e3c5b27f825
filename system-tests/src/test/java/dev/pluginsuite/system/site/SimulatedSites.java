package dev.pluginsuite.system.site;

import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.local.api.Api;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Many sites in this process: registered, provisioned and enrolled like any other. */
public final class SimulatedSites implements AutoCloseable {
  private static final String SITES = "/admin/plugin-registry/sites";
  private static final String REGISTRY = "enterprise";
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int CALLERS = 4;

  private final URI gateway;
  private final Api centralIt;
  private final Map<String, SimulatedSite> sites = new LinkedHashMap<>();
  private final SiteDocuments documents;

  /**
   * @param kafka how an administrator connects
   * @param pause that a plugin takes to start
   */
  public SimulatedSites(
      URI gateway, Api centralIt, Properties kafka, String prefix, int count, Duration pause)
      throws IOException {
    this.gateway = gateway;
    this.centralIt = centralIt;
    var http = new Http();
    for (var id : IntStream.range(0, count).mapToObj((prefix + "-%04d")::formatted).toList()) {
      sites.put(id, new SimulatedSite(id, http, pause));
    }
    var byTopic = new LinkedHashMap<String, SimulatedSite>();
    sites.forEach((id, site) -> byTopic.put("site.%s.desired-state".formatted(id), site));
    this.documents = new SiteDocuments(kafka, byTopic);
  }

  /** Returns when all are ACTIVE, enrolled and listening. */
  public void open() throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(CALLERS);
    try {
      all(pool.invokeAll(sites.keySet().stream().map(this::registering).toList()));
      all(pool.invokeAll(sites.values().stream().map(this::starting).toList()));
    } finally {
      pool.shutdownNow();
    }
    var thread = new Thread(documents, "site-documents");
    thread.setDaemon(true);
    thread.start();
  }

  private static void all(List<Future<Void>> calls)
      throws InterruptedException, ExecutionException {
    for (var each : calls) {
      each.get();
    }
  }

  private Callable<Void> registering(String id) {
    var body =
        Api.json()
            .put("id", id)
            .put("name", "Simulated " + id)
            .put("mesVersion", "9.1.0")
            .put("apiVersion", "1.0.0");
    body.putArray("registries").add(REGISTRY);
    return () -> {
      centralIt.post(SITES, body).expect(201);
      return null;
    };
  }

  private Callable<Void> starting(SimulatedSite site) {
    var path = SITES + "/" + site.id();
    return () -> {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(250))
          .atMost(PATIENCE)
          .until(() -> centralIt.get(path).text("status").equals("ACTIVE"));
      var token = centralIt.post(path + "/enrolment", Api.json()).expect(201).text("token");
      site.start(gateway + "/api/v1", token);
      return null;
    };
  }

  public List<String> ids() {
    return List.copyOf(sites.keySet());
  }

  public SimulatedSite site(String id) {
    return Objects.requireNonNull(sites.get(id));
  }

  @Override
  public void close() {
    documents.close();
    sites.values().forEach(SimulatedSite::close);
  }
}
