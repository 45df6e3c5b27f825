package dev.pluginsuite.health.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LatencySketchTest {
  private final double[] latencies =
      new Random(7).doubles(5_000).map(it -> Math.exp(8 * it)).toArray();

  @Test
  void quantiles_are_within_a_hundredth_of_the_sorted_values() {
    var sorted = DoubleStream.of(latencies).sorted().toArray();

    var sketch = sketch(0, latencies.length);

    for (var quantile : new double[] {0.5, 0.95}) {
      var exact = sorted[(int) (quantile * (sorted.length - 1))];
      assertThat(sketch.quantile(quantile)).isCloseTo(exact, within(exact * 0.0101));
    }
  }

  @Test
  void parts_add_up_to_the_same_bytes_in_whatever_order() {
    var whole = sketch(0, latencies.length);
    var sum = sketch(3_000, 5_000);
    sum.add(LatencySketch.of(sketch(0, 1_000).bytes()));
    sum.add(sketch(1_000, 3_000));

    assertThat(sum.bytes()).isEqualTo(whole.bytes());
  }

  @Test
  void nothing_and_the_largest_number_are_no_trouble() {
    var sketch = new LatencySketch();
    assertThat(sketch.quantile(0.5)).isNull();

    sketch.add(0);
    sketch.add(Double.MAX_VALUE);

    assertThat(LatencySketch.of(sketch.bytes()).quantile(0)).isZero();
  }

  private LatencySketch sketch(int from, int to) {
    var sketch = new LatencySketch();
    for (int i = from; i < to; i++) {
      sketch.add(latencies[i]);
    }
    return sketch;
  }
}
