package dev.pluginsuite.validation.sbom;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands out one bill of materials after the other until all were compared. */
@ApplicationScoped
public class ComparisonService {
  /** For whoever took one up; then another one does. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ComparisonRepository comparisons;
  private final Clock clock;

  ComparisonService(ComparisonRepository comparisons, Clock clock) {
    this.comparisons = comparisons;
    this.clock = clock;
  }

  /** The next one; null if there is none now. */
  @WithTransaction
  public Uni<@Nullable UncomparedSbom> next(long generation) {
    var now = clock.instant();
    return comparisons.claim(generation, now, now.plus(PATIENCE));
  }

  /** Whether what was found counts. */
  @WithTransaction
  public Uni<Boolean> done(UncomparedSbom it, long generation) {
    return comparisons.done(it, generation, clock.instant()).map(count -> count == 1);
  }
}
