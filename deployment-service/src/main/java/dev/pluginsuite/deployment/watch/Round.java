package dev.pluginsuite.deployment.watch;

import dev.pluginsuite.deployment.watch.Told.Decision;
import dev.pluginsuite.deployment.watch.Told.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told at once.
 *
 * @param at how far the caller has heard then
 * @param isLast whether the stream ends with it
 */
record Round(Cursor at, List<Told> told, boolean isLast) {
  /** Only that the stream is still there. */
  static Round heartbeat(Cursor at) {
    return new Round(at, List.of(Told.heartbeat(at)), false);
  }

  /**
   * Decisions in their order, then where it is by now; that only when all decisions were told that
   * led there.
   */
  static Round of(Cursor before, List<Decision> decisions, Progress now) {
    var told = new ArrayList<Told>();
    var at = before;
    for (var decision : decisions) {
      told.add(Told.decision(at, decision));
      at = at.decided(decision.number());
    }
    var isComplete = at.decision() >= now.decisions();
    if (isComplete && now.revision() > at.revision()) {
      told.add(Told.progress(at, now));
      at = at.counted(now.revision());
    }
    if (isComplete && now.isOver()) {
      told.add(Told.end(at, now));
    }
    return told.isEmpty()
        ? heartbeat(at)
        : new Round(at, List.copyOf(told), isComplete && now.isOver());
  }

  Round last() {
    return new Round(at, told, true);
  }
}
