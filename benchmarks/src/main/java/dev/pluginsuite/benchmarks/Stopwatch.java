package dev.pluginsuite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes the time of steps, one after the other. */
final class Stopwatch {
  private Stopwatch() {}

  /** What is measured. */
  interface Step {
    void run() throws Exception;
  }

  /**
   * Steps in turn, so that whatever else the machine does meets all of them alike.
   *
   * @param warmUp how often each runs before that counts
   * @return milliseconds, in the order of the steps
   */
  static List<Distribution> takingTurns(int warmUp, int count, Step... steps) throws Exception {
    var millis = Stream.generate(() -> new ArrayList<Double>()).limit(steps.length).toList();
    for (var i = -warmUp; i < count; i++) {
      for (var s = 0; s < steps.length; s++) {
        var taken = millisOf(steps[s]);
        if (i >= 0) {
          millis.get(s).add(taken);
        }
      }
    }
    return millis.stream().map(Distribution::new).toList();
  }

  private static double millisOf(Step step) throws Exception {
    var start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
