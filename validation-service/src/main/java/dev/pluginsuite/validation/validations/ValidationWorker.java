package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.trace.TraceContext;
import dev.pluginsuite.common.trace.Traces;
import dev.pluginsuite.validation.validations.ValidationRun.Carried;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
  private final Counter retries;
  private final Traces traces;
  private final Semaphore free;
  private final ExecutorService threads;
  private final Set<Claim> held = ConcurrentHashMap.newKeySet();
  private volatile boolean wanted;
  private volatile boolean stopping;

  ValidationWorker(
      ValidationService validations,
      ValidationRun run,
      MeterRegistry metrics,
      Traces traces,
      ValidationConfig config) {
    this.traces = traces;
    this.validations = validations;
    this.run = run;
    this.metrics = metrics;
    this.retries = metrics.counter("validation.retries");
    // From the start: what appears with its first value has no increase.
    List.of(ValidationStatus.PASSED, ValidationStatus.FAILED).forEach(this::duration);
    this.free = new Semaphore(config.lanes());
    this.threads = Executors.newFixedThreadPool(config.lanes());
  }

  /** Finds what another replica left behind, and what was postponed. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void poll() {
    wake();
  }

  /** Signs of life: what a killed replica had in hand is free as soon as they cease. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> renew() {
    if (held.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return validations
        .renew(held)
        .onFailure()
        .invoke(e -> LOG.warnf("Cannot renew leases: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** Never blocks. */
  void wake() {
    wanted = true;
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
        follow(claim);
      }
    } finally {
      free.release();
    }
    // Whoever wanted this lane before it was free, but after it had looked, got none.
    if (wanted) {
      wake();
    }
  }

  private @Nullable Claim claim() {
    wanted = false;
    try {
      return stopping ? null : VertxContextSupport.subscribeAndAwait(validations::claim);
    } catch (Throwable e) {
      LOG.warnf("Cannot look for work: %s", e.getMessage());
      return null;
    }
  }

  private void follow(Claim claim) {
    traces.followBlocking(claim.cause(), "validate", () -> work(claim));
  }

  private void work(Claim claim) {
    var start = System.nanoTime();
    try {
      var carried = carryOut(claim);
      carry(() -> validations.conclude(claim, carried));
      duration(carried.report().outcome()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      postpone(claim, e);
    }
  }

  private Timer duration(ValidationStatus outcome) {
    return metrics.timer("validation.duration", "outcome", outcome.name());
  }

  /** The event of what is written belongs to the trace that this thread follows. */
  private void carry(Supplier<Uni<Void>> work) throws Throwable {
    var here = TraceContext.current();
    VertxContextSupport.subscribeAndAwait(() -> traces.carry(here, work));
  }

  private Carried carryOut(Claim claim) throws Throwable {
    held.add(claim);
    try {
      return run.of(claim);
    } finally {
      held.remove(claim);
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
    retries.increment();
    try {
      carry(() -> validations.postpone(claim, String.valueOf(failure.getMessage())));
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
