package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes that are made, and what became of them. */
final class Changes {
  /** An overloaded suite shall not be asked for ever more at once. */
  private static final int MOST_IN_FLIGHT = 400;

  private final Sender sender;
  private final Semaphore free = new Semaphore(MOST_IN_FLIGHT);
  private final AtomicInteger failed = new AtomicInteger();
  private final Queue<Double> answerMillis = new ConcurrentLinkedQueue<>();

  Changes(Sender sender) {
    this.sender = sender;
  }

  void makeAndWait(String id) throws IOException, InterruptedException {
    send(id, System.nanoTime()).join();
  }

  /**
   * Without waiting for the answer.
   *
   * @param due when it should have been made, in terms of {@link System#nanoTime}
   */
  void make(String id, long due) throws IOException, InterruptedException {
    if (free.tryAcquire()) {
      CompletableFuture<Void> unused = send(id, due).thenRun(free::release);
    } else {
      failed.incrementAndGet();
    }
  }

  void awaitAnswers() throws InterruptedException {
    free.acquire(MOST_IN_FLIGHT);
    free.release(MOST_IN_FLIGHT);
  }

  private CompletableFuture<Void> send(String id, long due)
      throws IOException, InterruptedException {
    return sender
        .send(id)
        .handle((made, failure) -> Boolean.TRUE.equals(made))
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

  /** A way to register a registry. */
  interface Sender {
    /** Whether it was made. */
    CompletableFuture<Boolean> send(String registryId) throws IOException, InterruptedException;
  }
}
