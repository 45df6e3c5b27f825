package dev.pluginsuite.health.rollup;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.SparseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How latencies are distributed, to 1 % of a value. Sketches of parts add up to the sketch of the
 * whole, in whatever order: bins are counted, nothing is sampled.
 */
final class LatencySketch {
  private static final LogarithmicMapping BINS = new LogarithmicMapping(0.01);

  private final DDSketch sketch = new DDSketch(BINS, SparseStore::new);

  void add(double latency) {
    sketch.accept(Math.min(latency, BINS.maxIndexableValue()));
  }

  void add(LatencySketch other) {
    sketch.mergeWith(other.sketch);
  }

  /** Null without a value. */
  @Nullable Double quantile(double of) {
    return sketch.isEmpty() ? null : sketch.getValueAtQuantile(of);
  }

  byte[] bytes() {
    try {
      var output = GrowingByteArrayOutput.withDefaultInitialCapacity();
      sketch.encode(output, true);
      return output.trimmedCopy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LatencySketch of(byte[] bytes) {
    try {
      var read = new LatencySketch();
      read.sketch.decodeAndMergeWith(ByteArrayInput.wrap(bytes));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
