package dev.pluginsuite.benchmarks;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Changes made through the REST API. Each registers a registry: the cheapest change that another
 * service projects, with one row on either side that nothing touches again.
 */
final class Changes {
  private static final String PATH = "/admin/plugin-registry/registries";
  private static final int CREATED = 201;

  /** An overloaded suite shall not be asked for ever more at once. */
  private static final int MOST_IN_FLIGHT = 400;

  private final HttpClient http;
  private final RunningSuite suite;
  private final Semaphore free = new Semaphore(MOST_IN_FLIGHT);
  private final AtomicInteger failed = new AtomicInteger();
  private final Queue<Double> answerMillis = new ConcurrentLinkedQueue<>();

  /**
   * @param http whose connections may be warm
   */
  Changes(HttpClient http, RunningSuite suite) {
    this.http = http;
    this.suite = suite;
  }

  void makeAndWait(String id) throws IOException, InterruptedException {
    send(id, System.nanoTime()).join();
  }

  /** Without waiting for the answer. */
  void make(String id, long due) throws IOException, InterruptedException {
    if (!free.tryAcquire()) {
      failed.incrementAndGet();
      return;
    }
    CompletableFuture<Void> unused = send(id, due).thenRun(free::release);
  }

  void awaitAnswers() throws InterruptedException {
    free.acquire(MOST_IN_FLIGHT);
    free.release(MOST_IN_FLIGHT);
  }

  private CompletableFuture<Void> send(String id, long due)
      throws IOException, InterruptedException {
    var body = Api.json().put("id", id).put("type", "DEVELOPER").put("name", "Benchmark");
    var request =
        HttpRequest.newBuilder(suite.api(PATH))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + suite.tokens().of(User.CENTRAL_IT))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .handle((answer, failure) -> answer != null && answer.statusCode() == CREATED)
        .thenAccept(made -> count(made, due));
  }

  private void count(boolean made, long due) {
    if (made) {
      answerMillis.add((System.nanoTime() - due) / 1e6);
    } else {
      failed.incrementAndGet();
    }
  }

  /** Those that were refused, not answered or not even sent. */
  int failed() {
    return failed.get();
  }

  /** From when each was due to its answer. */
  Distribution answerMillis() {
    return new Distribution(answerMillis);
  }
}
