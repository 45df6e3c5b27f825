package dev.pluginsuite.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** More processes of services beside those that the launcher started; the gateway finds them. */
final class Replicas implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<ServiceProcess.Replica, String> running = new LinkedHashMap<>();

  private Replicas(Suite suite) {
    this.suite = suite;
  }

  /** One more of each of these, side by side; returns when all are ready. */
  static Replicas start(Suite suite, List<String> services) throws IOException {
    return start(suite, services, Suite.ROOT);
  }

  static Replicas start(Suite suite, List<String> services, Path version) throws IOException {
    var replicas = new Replicas(suite);
    for (var service : services) {
      replicas.running.put(suite.process(service).replica(version), service);
    }
    for (var it : replicas.running.entrySet()) {
      replicas.join(it.getValue(), it.getKey().address());
    }
    return replicas;
  }

  private void join(String service, URI address) throws IOException {
    awaitReady(address);
    var addresses = new ArrayList<>(suite.endpoints().read(service));
    addresses.add(address);
    suite.endpoints().write(service, addresses);
  }

  /** The one that the launcher started. */
  void awaitReady(String service) {
    var port = suite.configuration(service).getProperty("quarkus.http.port");
    awaitReady(URI.create("http://127.0.0.1:" + port));
  }

  private void awaitReady(URI address) {
    var question = HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> http.send(question, BodyHandlers.discarding()).statusCode() == 200);
  }

  /** Each finishes what it holds; only then its address is forgotten, as wherever it runs. */
  @Override
  public void close() {
    running.keySet().forEach(it -> it.process().destroy());
    running.forEach(this::leave);
    running.clear();
  }

  private void leave(ServiceProcess.Replica replica, String service) {
    try {
      replica.close();
      var addresses = new ArrayList<>(suite.endpoints().read(service));
      addresses.remove(replica.address());
      suite.endpoints().write(service, addresses);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
