package dev.pluginsuite.agent;

import dev.pluginsuite.agent.reconcile.Outcome;
import dev.pluginsuite.agent.reconcile.Reconciler;
import dev.pluginsuite.agent.report.Reporter;
import dev.pluginsuite.agent.status.Status;
import dev.pluginsuite.agent.wire.Backoff;
import dev.pluginsuite.agent.wire.Trace;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the reconciler works: at every new document, after a pause, and every interval. */
public final class ReconcileLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

  /** What stands is held without a document only after Kafka had its chance to give one. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Reconciler reconciler;
  private final Reporter reporter;
  private final Status status;
  private final Duration interval;
  private final Backoff retries;
  private final Backoff waits = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable DesiredState latest;
  private @Nullable String trace;
  private boolean isNews;

  public ReconcileLoop(
      Reconciler reconciler,
      Reporter reporter,
      Status status,
      Duration interval,
      Duration retryPause) {
    this.reconciler = reconciler;
    this.reporter = reporter;
    this.status = status;
    this.interval = interval;
    this.retries = new Backoff(retryPause, retryPause.multipliedBy(10));
  }

  public void offer(DesiredState document) {
    lock.lock();
    try {
      LOG.info("Heard of generation {}, trace {}", document.siteGeneration(), Trace.id());
      status.heard(document.siteGeneration());
      latest = document;
      trace = Trace.current();
      isNews = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Until its thread is interrupted. */
  @Override
  public void run() {
    try {
      await(PATIENCE);
      while (true) {
        await(pass());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pass() throws InterruptedException {
    try {
      var outcome = reconciler.reconcile(take(), this::isNews);
      var report = reconciler.report(AgentVersion.TEXT, Clock.systemUTC().instant());
      reporter.observe(report);
      status.passed(outcome, report);
      return pauseAfter(outcome);
    } catch (IOException | RuntimeException e) {
      LOG.error("A pass failed and is made again", e);
      return waits.next();
    }
  }

  private Duration pauseAfter(Outcome outcome) {
    return switch (outcome) {
      case SETTLED -> {
        waits.reset();
        retries.reset();
        yield interval;
      }
      case RETRY -> retries.next();
      case WAITING -> waits.next();
    };
  }

  private @Nullable DesiredState take() {
    lock.lock();
    try {
      isNews = false;
      Trace.set(trace);
      return latest;
    } finally {
      lock.unlock();
    }
  }

  private boolean isNews() {
    lock.lock();
    try {
      return isNews;
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      for (var left = pause.toNanos(); !isNews && left > 0; ) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
