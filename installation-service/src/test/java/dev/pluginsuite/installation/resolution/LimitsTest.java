package dev.pluginsuite.installation.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** On a clock that the test moves on: with each look at it, some time has passed. */
class LimitsTest {
  private static final Duration ALL = Duration.ofMillis(1_300);

  private final Clock clock = new Clock();

  /** Never goes back. */
  private static final class Clock implements LongSupplier {
    private Duration tick = Duration.ZERO;
    private long now;

    @Override
    public long getAsLong() {
      now += tick.toNanos();
      return now;
    }

    Duration passed() {
      return Duration.ofNanos(now);
    }
  }

  @Test
  void an_explanation_has_100_ms_and_says_so_when_they_did_not_do() {
    var graph = pigeons(4);
    clock.tick = Duration.ofMillis(20);
    var unhurried = new Effort(1_000_000, Duration.ofDays(1));
    var limits = new Limits(unhurried, Limits.USUAL.toExplain(), Effort.NONE);

    var started = Duration.ofNanos(solving(graph));
    var answer = Resolver.resolve(graph.asking("top 1.0.0"), limits, clock);

    assertThat(answer)
        .isInstanceOfSatisfying(Unsolvable.class, it -> assertThat(it.minimal()).isFalse());
    assertThat(clock.passed().minus(started)).isBetween(Duration.ofMillis(100), ofTicks(8));
  }

  /** How much of the time goes into finding out that there is no way. */
  private long solving(Graph graph) {
    var other = new Clock();
    other.tick = clock.tick;
    var limits = new Limits(new Effort(1_000_000, Duration.ofDays(1)), Effort.NONE, Effort.NONE);
    Resolver.resolve(graph.asking("top 1.0.0"), limits, other);
    return other.now;
  }

  private Duration ofTicks(int count) {
    return clock.tick.multipliedBy(count);
  }

  @Test
  void the_same_explanation_is_minimal_where_time_suffices() {
    var graph = pigeons(4);
    clock.tick = Duration.ofNanos(1);

    var answer = Resolver.resolve(graph.asking("top 1.0.0"), Limits.USUAL, clock);

    assertThat(answer)
        .isInstanceOfSatisfying(Unsolvable.class, it -> assertThat(it.minimal()).isTrue());
  }

  @Test
  void what_takes_too_long_is_given_up_and_not_answered_otherwise() {
    var graph = Graph.of(manyVersions());
    var calm = Resolver.resolve(graph.asking("top 1.0.0"), Limits.USUAL, () -> 0);
    assertThat(calm).isInstanceOf(Solved.class);

    for (var millis = 1; millis <= 400; millis *= 2) {
      clock.tick = Duration.ofMillis(millis);

      var answer = Resolver.resolve(graph.asking("top 1.0.0"), Limits.USUAL, clock);

      if (!(answer instanceof Abandoned)) {
        assertThat(answer).isEqualTo(calm);
      }
    }
    assertThat(Resolver.resolve(graph.asking("top 1.0.0"), Limits.USUAL, clock))
        .isInstanceOf(Abandoned.class);
  }

  @Test
  void no_question_takes_more_than_its_time_however_slow_the_machine_is() {
    var hard = List.of(pigeons(4), pigeons(7), pigeons(9), Graph.of(manyVersions()));

    for (var micros : List.of(1L, 50L, 1_000L, 20_000L)) {
      for (var graph : hard) {
        var slow = new Clock();
        slow.tick = Duration.ofNanos(micros * 1_000);
        Resolver.resolve(graph.asking("top 1.0.0"), Limits.USUAL, slow);

        // One look at the clock beyond each of the three limits.
        assertThat(slow.passed()).isLessThan(ALL.plus(slow.tick.multipliedBy(40)));
      }
    }
  }

  /** One more than there are holes. */
  private static Graph pigeons(int count) {
    var lines = new ArrayList<String>();
    var needs = new ArrayList<String>();
    for (var pigeon = 1; pigeon <= count; pigeon++) {
      needs.add("pigeon-%d *".formatted(pigeon));
      for (var hole = 1; hole < count; hole++) {
        lines.add("pigeon-%d %d.0.0: hole-%d %d.0.0".formatted(pigeon, hole, hole, pigeon));
        lines.add("hole-%d %d.0.0".formatted(hole, pigeon));
      }
    }
    lines.add("top 1.0.0: " + String.join("; ", needs));
    return Graph.of(lines.toArray(String[]::new));
  }

  /** All of which end badly but the last ones. */
  private static String[] manyVersions() {
    var lines = new ArrayList<String>(List.of("top 1.0.0: a *", "end 1.0.0"));
    for (var version = 1; version <= 60; version++) {
      lines.add("a %d.0.0: b %d.0.0".formatted(version, version));
      lines.add("b %d.0.0: c %d.0.0".formatted(version, version));
      lines.add("c %d.0.0: end %d.0.0".formatted(version, version));
    }
    return lines.toArray(String[]::new);
  }
}
