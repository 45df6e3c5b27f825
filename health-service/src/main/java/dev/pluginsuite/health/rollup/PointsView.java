package dev.pluginsuite.health.rollup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A history, oldest first; times without a sample are left out.
 *
 * @param from where the first step begins
 * @param stepSeconds what a point covers: coarser than asked for where that would be too many
 */
record PointsView(Instant from, Instant to, long stepSeconds, List<Point> points) {

  static PointsView of(Span span, Map<RollupKey, Rollup> rollups) {
    var sums = new TreeMap<Instant, Rollup>();
    rollups.forEach(
        (key, rollup) ->
            sums.computeIfAbsent(span.stepOf(key.bucket().startsAt()), it -> new Rollup())
                .add(rollup));
    var points =
        sums.entrySet().stream().map(it -> new Point(it.getKey(), it.getValue().view())).toList();
    return new PointsView(span.from(), span.to(), span.step().toSeconds(), points);
  }

  /**
   * @param at where the step begins
   */
  record Point(Instant at, RollupView health) {}
}
