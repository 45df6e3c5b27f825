package dev.pluginsuite.agent.health;

import dev.pluginsuite.agent.host.HttpHost.Counters;
import dev.pluginsuite.api.health.HealthSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was measured at one moment. */
record Reading(
    Instant at,
    long pid,
    Map<String, Counters> counters,
    @Nullable Double memory,
    @Nullable Duration processorTime) {

  private static final Counters NONE = new Counters(0, 0, 0, 0);

  /** Whether memory and processor time of one process are known over this time. */
  boolean isMeasuredSince(Reading before) {
    return memory != null && processor(before) != null;
  }

  /** This moment, but with the counters of then, or of the start of a process that is new. */
  Reading countingFrom(Reading before) {
    return new Reading(
        at, pid, pid == before.pid ? before.counters : Map.of(), memory, processorTime);
  }

  HealthSample since(Reading before, String pluginId, UUID installationId) {
    var now = counters.getOrDefault(pluginId, NONE);
    var base = base(before, pluginId, now);
    var executions = now.executionCount() - base.executionCount();
    var nanos = now.totalExecutionNanos() - base.totalExecutionNanos();
    return new HealthSample(
        installationId,
        now.errorCount() - base.errorCount(),
        now.warningCount() - base.warningCount(),
        executions == 0 ? 0.0 : nanos / 1e6 / executions,
        memory,
        processor(before),
        executions,
        at);
  }

  /** A counter that went down was begun anew: all of it happened since. */
  private Counters base(Reading before, String pluginId, Counters now) {
    var base = before.counters.getOrDefault(pluginId, NONE);
    var isAnew =
        pid != before.pid
            || now.executionCount() < base.executionCount()
            || now.errorCount() < base.errorCount()
            || now.warningCount() < base.warningCount()
            || now.totalExecutionNanos() < base.totalExecutionNanos();
    return isAnew ? NONE : base;
  }

  private @Nullable Double processor(Reading before) {
    var wall = Duration.between(before.at, at).toNanos();
    if (pid != before.pid
        || processorTime == null
        || before.processorTime == null
        || wall <= 0
        || processorTime.compareTo(before.processorTime) < 0) {
      return null;
    }
    return 100.0 * processorTime.minus(before.processorTime).toNanos() / wall;
  }
}
