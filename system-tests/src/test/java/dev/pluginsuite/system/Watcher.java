package dev.pluginsuite.system;

import dev.pluginsuite.local.api.User;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Watches a deployment, and comes back whenever its stream ends, as a browser does. */
final class Watcher implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Suite suite;
  private final URI events;
  private final AtomicInteger ends = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::watch, "watcher");
  private volatile @Nullable InputStream open;
  private volatile boolean goesOn = true;

  Watcher(Suite suite, String deploymentId) {
    this.suite = suite;
    this.events =
        suite
            .gateway()
            .resolve("/api/v1/admin/plugin-registry/deployments/" + deploymentId + "/events");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (goesOn) {
      try {
        readToTheEnd();
        ends.incrementAndGet();
      } catch (IOException broken) {
        if (goesOn) {
          failures.add(String.valueOf(broken));
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void readToTheEnd() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(events)
            .header("Authorization", "Bearer " + suite.tokens().of(User.CENTRAL_IT))
            .header("Accept", "text/event-stream")
            .build();
    var answer = http.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("A stream was answered " + answer.statusCode());
    }
    open = answer.body();
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        // What it says is WatchFlowTest's; here it only has to end as it should.
      }
    }
  }

  boolean isOpen() {
    return open != null;
  }

  /** How often a stream ended as it should. */
  int ends() {
    return ends.get();
  }

  /** Streams that were cut off or refused. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() throws IOException {
    goesOn = false;
    var stream = open;
    if (stream != null) {
      stream.close();
    }
  }
}
