package dev.pluginsuite.deployment.window;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/** All windows of a site. What overlaps, or follows without a gap, is one opening. */
public final class Windows {
  /** Farther nobody has to know: it is asked for again when it is over. */
  private static final Duration HORIZON = Duration.ofDays(2);

  /** Of windows that open more often than anybody should let them: the rest is a later opening. */
  private static final int MOST_STEPS = 500;

  private final List<Openings> all;

  private Windows(List<Openings> all) {
    this.all = all;
  }

  /** Throws what is wrong with them. */
  public static Windows of(List<MaintenanceWindow> windows) {
    return new Windows(windows.stream().map(Openings::new).toList());
  }

  /**
   * The opening in which a site may be asked next, which may have begun already. One that goes on
   * for days may be shown to close too early, never too late.
   *
   * @param margin how much of it has to be left
   */
  public Optional<Opening> next(Instant now, Duration margin) {
    var queue = new PriorityQueue<Step>(Comparator.comparing(it -> it.opening().opensAt()));
    for (var it : all) {
      var first = it.endingAfter(now);
      if (first != null) {
        queue.add(new Step(it, first));
      }
    }
    return next(queue, now.plus(margin));
  }

  private static Optional<Opening> next(PriorityQueue<Step> queue, Instant atLeast) {
    while (!queue.isEmpty()) {
      var found = merge(queue, take(queue), atLeast);
      if (found.isOpenAfter(atLeast)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static Opening merge(PriorityQueue<Step> queue, Opening first, Instant atLeast) {
    var merged = first;
    for (var i = 0; i < MOST_STEPS && isJoined(queue, merged, atLeast); i++) {
      merged = merged.until(take(queue).closesAt());
    }
    return merged;
  }

  private static boolean isJoined(PriorityQueue<Step> queue, Opening merged, Instant atLeast) {
    var next = queue.peek();
    return next != null
        && !next.opening().opensAt().isAfter(merged.closesAt())
        && !merged.isOpenAfter(atLeast.plus(HORIZON));
  }

  private static Opening take(PriorityQueue<Step> queue) {
    var first = Objects.requireNonNull(queue.poll());
    var next = first.of().after(first.opening());
    if (next != null) {
      queue.add(new Step(first.of(), next));
    }
    return first.opening();
  }

  /** Where in the openings of one window. */
  private record Step(Openings of, Opening opening) {}
}
