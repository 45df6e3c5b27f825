package dev.pluginsuite.agent.health;

import dev.pluginsuite.agent.host.HostProcess;
import dev.pluginsuite.agent.host.HttpHost;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures the running plugins: each sample says what happened since the one before. */
public final class HealthSampler {
  private final HttpHost host;
  private final HostProcess process;
  private final Supplier<Collection<DesiredState.Plugin>> running;
  private final Clock clock;
  private @Nullable Reading before;

  public HealthSampler(
      HttpHost host,
      HostProcess process,
      Supplier<Collection<DesiredState.Plugin>> running,
      Clock clock) {
    this.host = host;
    this.process = process;
    this.running = running;
    this.clock = clock;
  }

  /**
   * Nothing the first time: what was counted before the agent came has been told, or is lost. And
   * nothing while the process cannot be measured, as at its restart; the next sample tells of that
   * time too.
   */
  List<HealthSample> sample() throws IOException, InterruptedException {
    var base = before;
    var now = read();
    if (base == null || !now.isMeasuredSince(base)) {
      before = base == null ? now : now.countingFrom(base);
      return List.of();
    }
    before = now;
    return running.get().stream()
        .map(it -> now.since(base, it.pluginId(), it.installationId()))
        .toList();
  }

  private Reading read() throws IOException, InterruptedException {
    var pid = host.pid();
    var stats = host.stats();
    return new Reading(
        clock.instant(), pid, stats, process.memory(pid), process.processorTime(pid));
  }
}
