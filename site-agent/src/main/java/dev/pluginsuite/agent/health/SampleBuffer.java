package dev.pluginsuite.agent.health;

import dev.pluginsuite.api.health.HealthSample;
import java.util.ArrayDeque;
import java.util.List;

/** Samples that could not be sent yet. When it is full the oldest go: the newest say most. */
final class SampleBuffer {
  static final int BATCH = 200;
  private static final int MOST = 5_000;

  private final ArrayDeque<HealthSample> samples = new ArrayDeque<>();

  void add(List<HealthSample> more) {
    samples.addAll(more);
    while (samples.size() > MOST) {
      samples.removeFirst();
    }
  }

  List<HealthSample> batch() {
    return samples.stream().limit(BATCH).toList();
  }

  void drop(List<HealthSample> batch) {
    batch.forEach(it -> samples.removeFirst());
  }
}
