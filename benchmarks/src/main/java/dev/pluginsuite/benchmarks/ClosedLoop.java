package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Some callers, each of whom begins anew as soon as it has its answer. */
final class ClosedLoop {
  private final int callers;
  private final AtomicInteger index = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  ClosedLoop(int callers) {
    this.callers = callers;
  }

  /** For this many seconds; a call that has begun is waited for. */
  Result run(int seconds, Call call) throws InterruptedException, ExecutionException {
    var began = System.nanoTime();
    var end = began + seconds * 1_000_000_000L;
    var pool = Executors.newFixedThreadPool(callers);
    try {
      Callable<Void> caller = () -> callUntil(end, call);
      for (var done : pool.invokeAll(IntStream.range(0, callers).mapToObj(i -> caller).toList())) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return new Result(
        new Distribution(millis), failed.get(), (System.nanoTime() - began) / 1_000_000_000.0);
  }

  private Void callUntil(long end, Call call) throws IOException, InterruptedException {
    while (System.nanoTime() < end) {
      var began = System.nanoTime();
      if (call.succeeds(index.getAndIncrement())) {
        millis.add((System.nanoTime() - began) / 1_000_000.0);
      } else {
        failed.incrementAndGet();
      }
    }
    return null;
  }

  interface Call {
    /**
     * @param index of this call among all
     */
    boolean succeeds(int index) throws IOException, InterruptedException;
  }

  /** What came of the calls that succeeded. */
  record Result(Distribution millis, int failed, double seconds) {
    double perSecond() {
      return millis.count() / seconds;
    }
  }
}
