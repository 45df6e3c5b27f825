package dev.pluginsuite.deployment.target;

import static dev.pluginsuite.deployment.target.TargetStatus.CANCELLED;
import static dev.pluginsuite.deployment.target.TargetStatus.FAILED;
import static dev.pluginsuite.deployment.target.TargetStatus.PENDING;
import static dev.pluginsuite.deployment.target.TargetStatus.RUNNING;
import static dev.pluginsuite.deployment.target.TargetStatus.SKIPPED;
import static dev.pluginsuite.deployment.target.TargetStatus.SUCCEEDED;
import static dev.pluginsuite.deployment.target.TargetStatus.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetStatusTest {
  private static final Set<Move> DRAWN =
      Set.of(
          new Move(PENDING, RUNNING),
          new Move(PENDING, CANCELLED),
          new Move(PENDING, SKIPPED),
          new Move(RUNNING, SUCCEEDED),
          new Move(RUNNING, FAILED),
          new Move(RUNNING, TIMED_OUT),
          new Move(RUNNING, SKIPPED),
          new Move(RUNNING, PENDING),
          new Move(RUNNING, CANCELLED),
          new Move(FAILED, PENDING),
          new Move(TIMED_OUT, PENDING));

  static Stream<Move> every() {
    return Arrays.stream(TargetStatus.values())
        .flatMap(from -> Arrays.stream(TargetStatus.values()).map(to -> new Move(from, to)));
  }

  @ParameterizedTest
  @MethodSource("every")
  void exactly_what_is_drawn_is_allowed(Move move) {
    assertThat(move.from.canBecome(move.to)).isEqualTo(DRAWN.contains(move));
  }

  @Test
  void the_guards_of_the_statements_are_those_of_the_machine() {
    assertThat(TargetStatus.before(RUNNING)).isEqualTo("in ('PENDING')");
    assertThat(TargetStatus.before(CANCELLED)).isEqualTo("in ('PENDING', 'RUNNING')");
    // One statement ends a target either way.
    assertThat(TargetStatus.before(SUCCEEDED)).isEqualTo("in ('RUNNING')");
    assertThat(TargetStatus.before(FAILED)).isEqualTo(TargetStatus.before(SUCCEEDED));
    assertThat(TargetStatus.before(TIMED_OUT)).isEqualTo("in ('RUNNING')");
  }

  record Move(TargetStatus from, TargetStatus to) {}
}
