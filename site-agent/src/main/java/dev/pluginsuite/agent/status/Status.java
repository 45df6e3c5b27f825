package dev.pluginsuite.agent.status;

import dev.pluginsuite.agent.reconcile.Outcome;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent last heard, did and got rid of. */
public final class Status {
  /** Longer than the longest download: a pass that takes more is stuck. */
  private static final Duration LONGEST_PASS = Duration.ofHours(6);

  private final Clock clock;
  private final Map<Outcome, Long> passes = new EnumMap<>(Outcome.class);
  private long heard;
  private @Nullable SiteReport observed;
  private Instant lastPass;
  private @Nullable Instant lastReport;

  public Status(Clock clock) {
    this.clock = clock;
    this.lastPass = clock.instant();
    for (var each : Outcome.values()) {
      passes.put(each, 0L);
    }
  }

  public synchronized void heard(long generation) {
    heard = generation;
  }

  public synchronized void passed(Outcome outcome, SiteReport report) {
    passes.merge(outcome, 1L, Long::sum);
    observed = report;
    lastPass = clock.instant();
  }

  public synchronized void reported() {
    lastReport = clock.instant();
  }

  synchronized boolean isUp() {
    return clock.instant().isBefore(lastPass.plus(LONGEST_PASS));
  }

  /** Prometheus' text format. */
  synchronized String metrics() {
    var text = new MetricsText();
    text.gauge("site_agent_heard_generation", "Of the newest document.", heard);
    text.gauge(
        "site_agent_settled_generation",
        "Of the last document that was reached or given up.",
        observed == null ? 0 : observed.siteGeneration());
    text.gauge(
        "site_agent_failed",
        "1 while the last document was given up.",
        observed != null && observed.failure() != null ? 1 : 0);
    text.gauge("site_agent_plugins_active", "Plugins that run.", count(DesiredState.Action.ACTIVE));
    text.gauge(
        "site_agent_plugins_installed",
        "Plugins that are only unpacked.",
        count(DesiredState.Action.INSTALLED));
    text.gauge(
        "site_agent_last_pass_timestamp_seconds", "End of the last pass.", seconds(lastPass));
    text.gauge(
        "site_agent_last_report_timestamp_seconds",
        "When a report was last accepted; 0 if never.",
        lastReport == null ? 0 : seconds(lastReport));
    text.counter("site_agent_passes_total", "Passes by how they ended.", "outcome", passes);
    return text.toString();
  }

  private long count(DesiredState.Action state) {
    return observed == null
        ? 0
        : observed.plugins().stream().filter(it -> it.state() == state).count();
  }

  private static long seconds(Instant at) {
    return at.getEpochSecond();
  }
}
