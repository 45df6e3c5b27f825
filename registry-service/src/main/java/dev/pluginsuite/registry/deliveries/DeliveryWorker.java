package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.registry.channels.Channels;
import dev.pluginsuite.registry.deliveries.SendingService.Consequence;
import dev.pluginsuite.registry.deliveries.SendingService.Try;
import dev.pluginsuite.registry.deliveries.TurnRepository.Lease;
import dev.pluginsuite.registry.subscriptions.SubscriberService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves the subscriptions for which something is due: a few at a time, each by one thread that may
 * block, and each only for a while, so that a busy one does not keep the others waiting.
 */
@ApplicationScoped
class DeliveryWorker {
  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
  private static final Duration FAREWELL = Duration.ofSeconds(8);
  private static final int MOST_IN_A_ROW = 20;

  /** What takes longer waits for what will not come; sending ends itself before. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

  private final DeliveryService deliveries;
  private final SendingService sending;
  private final SubscriberService subscribers;
  private final Channels channels;
  private final DeliveryMetrics metrics;
  private final Semaphore free;
  private final ExecutorService threads;
  private volatile boolean wanted;
  private volatile boolean stopping;

  DeliveryWorker(
      DeliveryService deliveries,
      SendingService sending,
      SubscriberService subscribers,
      Channels channels,
      DeliveryMetrics metrics,
      DeliveryConfig config) {
    this.deliveries = deliveries;
    this.sending = sending;
    this.subscribers = subscribers;
    this.channels = channels;
    this.metrics = metrics;
    this.free = new Semaphore(config.lanes());
    this.threads = Executors.newFixedThreadPool(config.lanes());
  }

  /** Finds what was raised, what is to be tried again, and what another replica left behind. */
  @Scheduled(
      every = "${suite.deliveries.poll}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    wake();
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
    wanted = false;
    try {
      distributeAll();
      for (var lease = take(); lease != null; lease = take()) {
        // The next subscription need not wait for this one.
        wake();
        serve(lease);
      }
    } catch (Throwable e) {
      LOG.warnf(e, "Notices are delivered later: %s", e.getMessage());
      wanted = false;
    } finally {
      free.release();
    }
    // Whoever wanted this lane before it was free, but after it had looked, got none.
    if (wanted) {
      wake();
    }
  }

  private void distributeAll() throws Throwable {
    var found = true;
    while (found && !stopping) {
      found = await(deliveries::distributeNext);
    }
  }

  private @Nullable Lease take() throws Throwable {
    return stopping ? null : await(sending::take);
  }

  private void serve(Lease lease) throws Throwable {
    var goesOn = true;
    for (var tries = 0; goesOn && tries < MOST_IN_A_ROW && !stopping; tries++) {
      var next = await(() -> sending.next(lease));
      goesOn = next != null && send(lease, next);
    }
    await(() -> sending.release(lease));
  }

  /** Whether the subscription's next one may follow. */
  private boolean send(Lease lease, Try next) throws Throwable {
    var start = System.nanoTime();
    var outcome = await(() -> channels.send(next.target(), next.message()));
    var latency = Duration.ofNanos(System.nanoTime() - start);
    metrics.tried(next.target().channel(), outcome.kind(), latency);
    var consequence = await(() -> sending.conclude(lease, next, outcome, latency));
    return follow(consequence, lease.subscriptionId(), String.valueOf(outcome.error()));
  }

  private boolean follow(Consequence consequence, UUID subscriptionId, String error)
      throws Throwable {
    switch (consequence) {
      case NONE -> {
        return true;
      }
      case PAUSE -> await(() -> subscribers.pause(subscriptionId, error));
      case GONE -> await(() -> subscribers.gone(subscriptionId, error));
      case LEASE_LOST -> LOG.infof("Somebody else goes on with subscription %s", subscriptionId);
    }
    return false;
  }

  private static <T extends @Nullable Object> T await(Supplier<Uni<T>> step) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(
        () -> step.get().ifNoItem().after(LONGEST_STEP).fail());
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    threads.shutdown();
    if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("A notice is left to another replica");
    }
  }
}
