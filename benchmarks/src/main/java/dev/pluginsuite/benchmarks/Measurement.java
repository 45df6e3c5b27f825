package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Changes.Sender;
import dev.pluginsuite.benchmarks.Machine.ProcessorTime;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Some changes, from the first one's being made to the last one's effect. */
record Measurement(
    RunningSuite suite,
    String prefix,
    Changes changes,
    ProcessorTime machineBefore,
    ProcessorUse useBefore) {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  static Measurement begin(RunningSuite suite, String prefix, Sender sender) throws IOException {
    return new Measurement(
        suite, prefix, new Changes(sender), ProcessorTime.now(), ProcessorUse.now(suite));
  }

  /** Of the change with this number; in the order of the alphabet. */
  String id(int index) {
    return "%s-%05d".formatted(prefix, index);
  }

  /**
   * Waits for the effects.
   *
   * @param count how many changes should have been made
   */
  Result end(int count) throws IOException, InterruptedException, SQLException {
    var busy = ProcessorTime.now().percentSince(machineBefore);
    changes.awaitAnswers();
    var times = effects(count);
    return new Result(count, changes, times, busy, millisPerChange(count));
  }

  private CommitTimes effects(int count) throws IOException, InterruptedException, SQLException {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      var times = CommitTimes.between(suite, id(0), id(count));
      if (times.count() >= count - changes.failed() || System.nanoTime() > deadline) {
        return times;
      }
      Thread.sleep(500);
    }
  }

  private Map<String, Double> millisPerChange(int count) throws IOException {
    var now = ProcessorUse.now(suite);
    var millis = new LinkedHashMap<String, Double>();
    for (var part : ProcessorUse.parts()) {
      millis.put(part, (double) now.since(useBefore, part) / count);
    }
    return millis;
  }

  /**
   * What became of the changes.
   *
   * @param busyPercent of all processors, while they were made
   * @param millisPerChange processor time
   */
  record Result(
      int count,
      Changes changes,
      CommitTimes times,
      double busyPercent,
      Map<String, Double> millisPerChange) {
    int withoutEffect() {
      return count - changes.failed() - times.count();
    }

    double commitsPerSecond() {
      return CommitTimes.perSecond(times.changes());
    }

    double effectsPerSecond() {
      return CommitTimes.perSecond(times.effects());
    }

    /** Whether every change had its effect, and both came at this rate. */
    boolean keptUpWith(int rate) {
      return times.count() == count
          && Math.min(commitsPerSecond(), effectsPerSecond()) > 0.97 * rate;
    }
  }
}
