package dev.pluginsuite.benchmarks;

import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Fetches packages at a fixed rate until it is closed, as sites and people do. */
final class Downloads implements AutoCloseable {
  private static final int A_DAY = 86_400;
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RunningSuite suite;
  private final List<String> packageIds;
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Thread loop;

  Downloads(RunningSuite suite, List<String> packageIds, int perSecond) {
    this.suite = suite;
    this.packageIds = packageIds;
    this.loop = new Thread(() -> run(perSecond), "downloads");
    loop.start();
  }

  private void run(int perSecond) {
    try {
      new OpenLoop(perSecond).run(perSecond * A_DAY, (index, due) -> fetch(index));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fetch(int index) throws IOException, InterruptedException {
    var id = packageIds.get(index % packageIds.size());
    var request =
        HttpRequest.newBuilder(suite.api("/admin/plugin-registry/packages/" + id + "/content"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + suite.tokens().of(User.SITE_1_ADMIN))
            .build();
    CompletableFuture<Void> unused =
        http.sendAsync(request, BodyHandlers.discarding())
            .handle((answer, failure) -> failure == null && isServed(answer) ? served : failed)
            .thenAccept(AtomicInteger::incrementAndGet);
  }

  private static boolean isServed(HttpResponse<?> answer) {
    return answer.statusCode() == OK;
  }

  int served() {
    return served.get();
  }

  int failed() {
    return failed.get();
  }

  @Override
  public void close() {
    loop.interrupt();
  }
}
