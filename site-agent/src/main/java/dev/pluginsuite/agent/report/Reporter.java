package dev.pluginsuite.agent.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.reconcile.Unavailable;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Backoff;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Trace;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the group what is at the site: every change until it is accepted, and the same again every
 * interval, which is how the group knows that the site is alive.
 */
public final class Reporter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final Api api;
  private final String path;
  private final AtomicFile file;
  private final Duration interval;
  private final Runnable onAccepted;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable SiteReport latest;
  private @Nullable String trace;
  private boolean isNews;

  /** Takes up the report that an earlier process may not have got rid of. */
  public Reporter(Api api, String siteId, AtomicFile file, Duration interval, Runnable onAccepted)
      throws IOException {
    this.api = api;
    this.path = "/sites/" + siteId + "/reports";
    this.file = file;
    this.interval = interval;
    this.onAccepted = onAccepted;
    this.latest = unsent();
    this.isNews = latest != null;
  }

  private @Nullable SiteReport unsent() throws IOException {
    var content = file.read();
    try {
      return content.isPresent() ? Json.MAPPER.readValue(content.get(), SiteReport.class) : null;
    } catch (JsonProcessingException unreadable) {
      LOG.warn("report.json is unreadable; the next pass makes another");
      return null;
    }
  }

  /** Replaces the report before it: only the latest one matters. */
  public void observe(SiteReport report) {
    lock.lock();
    try {
      if (!isSame(report, latest)) {
        keep(report);
        trace = Trace.current();
        isNews = true;
        changed.signalAll();
      }
      latest = report;
    } finally {
      lock.unlock();
    }
  }

  /** A full disk is just what a report has to get past. */
  private void keep(SiteReport report) {
    try {
      file.write(Json.write(report));
    } catch (IOException e) {
      LOG.warn("The report would not survive a restart: {}", e.getMessage());
    }
  }

  private static boolean isSame(SiteReport report, @Nullable SiteReport other) {
    return other != null && at(report, Instant.EPOCH).equals(at(other, Instant.EPOCH));
  }

  private static SiteReport at(SiteReport it, Instant at) {
    return new SiteReport(
        it.siteGeneration(), at, it.agentVersion(), it.plugins(), it.failure(), it.found());
  }

  /** Until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        send(next());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is only said again is no longer because of the document. */
  private SiteReport next() throws InterruptedException {
    lock.lock();
    try {
      var left = interval.toNanos();
      while (!isNews && left > 0) {
        left = changed.awaitNanos(left);
      }
      while (latest == null) {
        changed.await();
      }
      Trace.set(isNews ? trace : null);
      return latest;
    } finally {
      lock.unlock();
    }
  }

  private void send(SiteReport report) throws InterruptedException {
    try {
      api.post(path, Json.write(report));
      backoff.reset();
      onAccepted.run();
      accepted(report);
    } catch (IOException e) {
      var pause = Unavailable.pause(e, backoff.next());
      LOG.info("Report again in {}: {}", pause, e.getMessage());
      Thread.sleep(pause.toMillis());
    }
  }

  private void accepted(SiteReport report) throws IOException {
    lock.lock();
    try {
      if (isSame(report, latest)) {
        isNews = false;
        file.delete();
      }
    } finally {
      lock.unlock();
    }
  }
}
