package dev.pluginsuite.demohost;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The bounded pool that scripts run on. */
final class Workers implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int WAITING = 64;

  /** Time for the counted time-out to work before a call is given up from outside. */
  private static final long GRACE_MILLIS = 500;

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), this::thread);

  Workers() {
    pool.allowCoreThreadTimeOut(true);
  }

  /** Runs a call within its time; waiting for a thread counts. */
  <T> T run(Duration timeout, Function<Budget, T> call) {
    var budget = new Budget(timeout);
    return await(() -> call.apply(budget), timeout);
  }

  private <T> T await(Callable<T> call, Duration timeout) {
    try {
      var running = pool.submit(call);
      try {
        return running.get(timeout.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
      } finally {
        running.cancel(true);
      }
    } catch (RejectedExecutionException full) {
      throw new ScriptFailure("found the host busy: all workers are taken");
    } catch (TimeoutException stuck) {
      throw new ScriptFailure("ran past its time-out and did not stop");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ScriptFailure("was stopped with the host");
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof ScriptFailure failure
          ? failure
          : new ScriptFailure("broke the engine: " + failed.getCause());
    }
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work, "plugin-worker-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
