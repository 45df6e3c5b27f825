package dev.pluginsuite.deployment.watch;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is said on a stream.
 *
 * @param at how far the caller has heard with it
 * @param name its kind; null for a heartbeat
 */
record Told(Cursor at, @Nullable String name, @Nullable Object data) {
  static Told decision(Cursor before, Decision it) {
    return new Told(before.decided(it.number()), "decision", it);
  }

  static Told progress(Cursor before, Progress it) {
    return new Told(before.counted(it.revision()), "progress", it);
  }

  static Told heartbeat(Cursor at) {
    return new Told(at, null, null);
  }

  /** Nothing more is to come. */
  static Told end(Cursor at, Progress it) {
    return new Told(at, "end", new End(it.status()));
  }

  /** What was decided, by a person or the engine. */
  record Decision(
      int number,
      Instant at,
      String action,
      DeploymentStatus status,
      @Nullable String detail,
      String actor) {}

  /** Where it is; takes the place of what was said of that before. */
  record Progress(
      DeploymentStatus status,
      int wave,
      int targetCount,
      int successCount,
      int failureCount,
      int cancelledCount,
      int skippedCount,
      long revision,
      int decisions,
      List<?> waves) {

    /** Whether nothing more becomes of it, nor of any of its sites. */
    boolean isOver() {
      return status.isEnd()
          && successCount + failureCount + cancelledCount + skippedCount == targetCount;
    }
  }

  /** How it ended. */
  record End(DeploymentStatus status) {}
}
