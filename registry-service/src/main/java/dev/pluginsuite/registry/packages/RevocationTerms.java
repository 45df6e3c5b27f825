package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a package is taken back.
 *
 * @param deadline when it is stopped; only with {@link RevocationMode#DEADLINE}
 */
@Embeddable
record RevocationTerms(
    @Enumerated(EnumType.STRING) @Column(name = "revocation_mode") RevocationMode mode,
    @Column(name = "revocation_deadline") @Nullable Instant deadline) {
  static final RevocationTerms AT_ONCE = new RevocationTerms(RevocationMode.FORCE, null);

  /** Who needs longer has not decided yet. */
  private static final Duration LONGEST = Duration.ofDays(90);

  void requireTimely(Instant now) {
    if (deadline == null) {
      return;
    }
    if (!deadline.isAfter(now) || deadline.isAfter(now.plus(LONGEST))) {
      throw CommonProblem.INVALID_REQUEST.because(
          "The deadline %s cannot be kept.".formatted(deadline),
          List.of(new FieldError("deadline", "must be in the next 90 days")));
    }
  }

  boolean isStricterThan(RevocationTerms other) {
    return mode == other.mode ? isSoonerThan(other) : mode.compareTo(other.mode) > 0;
  }

  private boolean isSoonerThan(RevocationTerms other) {
    return deadline != null && other.deadline != null && deadline.isBefore(other.deadline);
  }

  /** For people. */
  String effect() {
    return switch (mode) {
      case NOTIFY -> "Nobody may install it any more; it goes on where it is, and sites are told.";
      case DEADLINE ->
          "Nobody may install it any more; where it still is then, it and what needs it is stopped at %s."
              .formatted(deadline);
      case FORCE, UNKNOWN ->
          "Nobody may install it any more; it and what needs it is stopped at once.";
    };
  }

  @Override
  public String toString() {
    return deadline == null ? mode.name() : mode + " " + deadline;
  }
}
