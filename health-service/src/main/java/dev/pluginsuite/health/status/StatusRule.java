package dev.pluginsuite.health.status;

import static dev.pluginsuite.api.health.HealthStatus.DEGRADED;
import static dev.pluginsuite.api.health.HealthStatus.HEALTHY;
import static dev.pluginsuite.api.health.HealthStatus.UNHEALTHY;
import static dev.pluginsuite.api.health.HealthStatus.UNKNOWN;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.health.threshold.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how an installation is at a time, by nothing but its samples before that time: whoever asks,
 * in whatever order they came in, gets the same answer.
 */
final class StatusRule {
  /** Intervals of a window. */
  static final int WINDOW = 5;

  /** Samples without which a window says nothing. */
  static final int LEAST_SAMPLES = 2;

  /** Intervals without a sample after which it is silent. */
  static final int SILENCE = 3;

  /** Bad windows, one behind the other, that are worse than each of them. */
  static final int IN_A_ROW = 3;

  /** Intervals for which it has to be better to be called better. */
  static final int HOLD = 2;

  /** Intervals that are looked at. */
  static final int HORIZON = WINDOW * IN_A_ROW + HOLD;

  private final List<Sums> intervals;
  private final Life life;
  private final WindowRule rule;

  /**
   * @param intervals {@link #HORIZON} of them, the newest first
   */
  StatusRule(List<Sums> intervals, Limits limits, Life life) {
    this.intervals = intervals;
    this.life = life;
    this.rule = new WindowRule(limits);
  }

  Verdict verdict() {
    var window = window(0);
    if (isSilent()) {
      return new Verdict(UNKNOWN, List.of(silence(window)), window);
    }
    if (window.samples() < LEAST_SAMPLES) {
      return new Verdict(UNKNOWN, List.of(tooFew(window)), window);
    }
    var reasons = reasons(0);
    for (int before = 1; before <= HOLD; before++) {
      reasons = worse(reasons, before);
    }
    return new Verdict(WindowRule.worst(reasons), reasons, window);
  }

  private boolean isSilent() {
    return intervals.subList(0, SILENCE).stream().allMatch(Sums::isEmpty);
  }

  private Reason silence(Sums window) {
    return switch (life) {
      case RUNNING -> new Reason("silent", UNKNOWN, null, null);
      case FRESH -> tooFew(window);
      case INACTIVE -> new Reason("inactive", UNKNOWN, null, null);
    };
  }

  private static Reason tooFew(Sums window) {
    return new Reason(
        "too-few-samples", UNKNOWN, (double) window.samples(), (double) LEAST_SAMPLES);
  }

  /** A window that was worse, and has only just passed, still counts. */
  private List<Reason> worse(List<Reason> reasons, int before) {
    if (levelAt(before) == UNKNOWN) {
      return reasons;
    }
    var earlier = reasons(before);
    if (WindowRule.worst(earlier).compareTo(WindowRule.worst(reasons)) <= 0) {
      return reasons;
    }
    var lasting = new ArrayList<>(earlier);
    lasting.removeIf(it -> it.code().equals("recovering"));
    lasting.add(new Reason("recovering", WindowRule.worst(earlier), null, null));
    return List.copyOf(lasting);
  }

  /** Of the window that ended so many intervals ago, and of those before it. */
  private List<Reason> reasons(int ago) {
    var reasons = rule.reasons(window(ago));
    if (WindowRule.worst(reasons) == DEGRADED && isBadForLong(ago)) {
      reasons.add(new Reason("degraded-for-long", UNHEALTHY, (double) IN_A_ROW, (double) IN_A_ROW));
    }
    return reasons;
  }

  private boolean isBadForLong(int ago) {
    for (int row = 1; row < IN_A_ROW; row++) {
      var level = levelAt(ago + row * WINDOW);
      if (level == HEALTHY || level == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  private HealthStatus levelAt(int ago) {
    var window = window(ago);
    return window.samples() < LEAST_SAMPLES ? UNKNOWN : WindowRule.worst(rule.reasons(window));
  }

  private Sums window(int ago) {
    return intervals.subList(ago, ago + WINDOW).stream().reduce(Sums.NONE, Sums::plus);
  }
}
