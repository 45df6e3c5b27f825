package dev.pluginsuite.infra;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Starts servers at the same time: the first that fails ends the others' attempts. */
final class Parallel {
  private Parallel() {}

  static void start(List<? extends Server> servers) throws InterruptedException {
    var threads = Executors.newCachedThreadPool(Parallel::daemon);
    var starts = new ExecutorCompletionService<Server>(threads);
    try {
      for (var server : servers) {
        starts.submit(
            () -> {
              server.start();
              return server;
            });
      }
      for (int i = 0; i < servers.size(); i++) {
        starts.take().get();
      }
    } catch (ExecutionException e) {
      var reason = Objects.requireNonNull(e.getCause());
      throw new IllegalStateException(reason.getMessage(), reason);
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  /** Returns when all have stopped. */
  static void stop(List<? extends Server> servers) {
    servers.stream()
        .map(it -> CompletableFuture.runAsync(it::stop, work -> daemon(work).start()))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "infrastructure");
    thread.setDaemon(true);
    return thread;
  }
}
