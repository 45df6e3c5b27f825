package dev.pluginsuite.common.outbox;

import dev.pluginsuite.common.outbox.OutboxTable.Lane;
import dev.pluginsuite.common.outbox.OutboxTable.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lanes wait, each for itself. Time lets a lane go on between batches only: within one, what
 * follows a row that failed must not overtake it.
 */
final class Lanes {
  private final Map<Lane, Hold> failing = new HashMap<>();
  private final Set<Lane> waiting = new HashSet<>();

  /** Asked once a batch: those whose time has not come yet. */
  Set<Lane> waiting() {
    var now = Instant.now();
    failing.forEach(
        (lane, hold) -> {
          if (!hold.until().isAfter(now)) {
            waiting.remove(lane);
          }
        });
    return Set.copyOf(waiting);
  }

  boolean holds(Lane lane) {
    return waiting.contains(lane);
  }

  List<Row> free(List<Row> rows) {
    return rows.stream().filter(it -> !holds(it.lane())).toList();
  }

  Instant hold(Lane lane) {
    var before = failing.get(lane);
    var failures = before == null ? 1 : before.failures() + 1;
    var until = Instant.now().plus(Backoff.after(failures));
    failing.put(lane, new Hold(failures, until));
    waiting.add(lane);
    return until;
  }

  void sent(Collection<Row> rows) {
    rows.forEach(it -> failing.remove(it.lane()));
  }

  private record Hold(int failures, Instant until) {}
}
