package dev.pluginsuite.validation.validations;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Works on what is due, a few at a time, each on a thread of its own that may block. */
@ApplicationScoped
class ValidationWorker {
  private static final Logger LOG = Logger.getLogger(ValidationWorker.class);
  private static final Duration FAREWELL = Duration.ofSeconds(8);

  private final ValidationService validations;
  private final ValidationRun run;
  private final MeterRegistry metrics;
  private final Semaphore free;
  private final ExecutorService threads;
  private volatile boolean stopping;

  ValidationWorker(
      ValidationService validations,
      ValidationRun run,
      MeterRegistry metrics,
      ValidationConfig config) {
    this.validations = validations;
    this.run = run;
    this.metrics = metrics;
    this.free = new Semaphore(config.lanes());
    this.threads = Executors.newFixedThreadPool(config.lanes());
  }

  /** Finds what another replica left behind, and what was postponed. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void poll() {
    wake();
  }

  /** Never blocks. */
  void wake() {
    if (stopping || !free.tryAcquire()) {
      return;
    }
    try {
      threads.execute(this::workUntilNothingIsDue);
    } catch (RejectedExecutionException stopped) {
      free.release();
    }
  }

  private void workUntilNothingIsDue() {
    try {
      for (var claim = claim(); claim != null && !stopping; claim = claim()) {
        wake();
        work(claim);
      }
    } finally {
      free.release();
    }
  }

  private @Nullable Claim claim() {
    try {
      return stopping ? null : VertxContextSupport.subscribeAndAwait(validations::claim);
    } catch (Throwable e) {
      LOG.warnf("Cannot look for work: %s", e.getMessage());
      return null;
    }
  }

  private void work(Claim claim) {
    var start = System.nanoTime();
    try {
      var report = run.of(claim);
      VertxContextSupport.subscribeAndAwait(() -> validations.conclude(claim, report));
      metrics
          .timer("validation.duration", "outcome", report.outcome().name())
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      postpone(claim, e);
    }
  }

  private void postpone(Claim claim, Throwable failure) {
    // That the bytes could not be had needs no stack; anything else is a bug.
    var bug = failure instanceof IOException ? null : failure;
    LOG.warnf(
        bug,
        "Attempt %d at validation %s failed: %s",
        claim.attempt(),
        claim.id(),
        failure.getMessage());
    metrics.counter("validation.retries").increment();
    try {
      VertxContextSupport.subscribeAndAwait(
          () -> validations.postpone(claim, String.valueOf(failure.getMessage())));
    } catch (Throwable e) {
      LOG.warnf("Validation %s is taken up again later: %s", claim.id(), e.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    threads.shutdown();
    if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("A validation is left to another replica");
    }
  }
}
