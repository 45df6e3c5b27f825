package dev.pluginsuite.deployment.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyTest {
  private static Strategy of(
      @Nullable List<WaveSize> waves,
      @Nullable FailureThreshold threshold,
      @Nullable Integer advanceAt,
      Strategy.@Nullable SilentSites silent) {
    return new Strategy(
        waves, null, threshold, advanceAt, null, null, null, silent, null, null, null, null);
  }

  private static WaveSize count(int sites) {
    return new WaveSize(sites, null);
  }

  private static WaveSize percent(int percent) {
    return new WaveSize(null, percent);
  }

  @Test
  void waves_have_at_least_one_site_and_the_last_one_has_the_rest() {
    assertThat(of(List.of(count(1), percent(10), percent(50)), null, null, null).sizes(200))
        .containsExactly(1, 20, 100, 79);
    assertThat(of(List.of(percent(1), percent(99)), null, null, null).sizes(3))
        .containsExactly(1, 2);
    assertThat(of(List.of(count(5), count(5)), null, null, null).sizes(3)).containsExactly(3);
    assertThat(Strategy.NONE.sizes(7)).containsExactly(7);
  }

  @Test
  void whatever_the_sizes_are_every_site_is_in_one_wave() {
    var random = new Random(20261128);
    for (var round = 0; round < 5_000; round++) {
      var total = 1 + random.nextInt(10_000);
      var waves =
          IntStream.range(0, random.nextInt(8))
              .mapToObj(
                  it ->
                      random.nextBoolean()
                          ? count(1 + random.nextInt(3_000))
                          : percent(1 + random.nextInt(100)))
              .toList();

      var sizes = of(waves, null, null, null).sizes(total);

      assertThat(sizes).allMatch(it -> it > 0);
      assertThat(sizes.stream().mapToInt(it -> it).sum()).isEqualTo(total);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // percent, sample, most, targets, successes, failures, silent, verdict
    "10, 10, , 100, 0, 0, 0, GO_ON",
    "10, 10, , 100, 0, 9, 0, GO_ON",
    "10, 10, , 100, 0, 10, 0, BREACHED",
    "10, 10, , 100, 9, 1, 0, GO_ON",
    "10, 10, , 100, 8, 2, 0, BREACHED",
    "10, 10, , 100, 8, 1, 1, BREACHED",
    "10, 10, , 1, 0, 1, 0, BREACHED",
    "10, 10, , 1, 1, 0, 0, PASSED",
    "50, 10, 3, 100, 60, 3, 0, GO_ON",
    "50, 10, 3, 100, 60, 4, 0, BREACHED",
    "100, 1, , 3, 0, 3, 0, PASSED",
    "0, 1, , 3, 2, 0, 0, GO_ON",
    "0, 1, , 3, 0, 0, 1, BREACHED",
  })
  void failures_are_counted_over_those_that_have_answered(
      int percent,
      int sample,
      @Nullable Integer most,
      int targets,
      int successes,
      int failures,
      int silent,
      Verdict verdict) {
    var strategy = of(null, new FailureThreshold(percent, sample, most), null, null);
    var tally = new Tally(targets, successes, failures, silent, 0, 0, 0);

    assertThat(strategy.verdict(tally)).isEqualTo(verdict);
    if (verdict == Verdict.BREACHED) {
      var forgiven =
          new Tally(targets, successes, failures, silent, 0, 0, strategy.forgiven(tally));
      assertThat(strategy.verdict(forgiven)).isNotEqualTo(Verdict.BREACHED);
    }
  }

  @Test
  void a_silent_site_counts_as_the_strategy_says() {
    var strict = new FailureThreshold(0, 1, null);
    var tally = new Tally(3, 1, 0, 1, 0, 0, 0);

    assertThat(of(null, strict, null, null).verdict(tally)).isEqualTo(Verdict.BREACHED);
    assertThat(of(null, strict, null, Strategy.SilentSites.IGNORED).verdict(tally))
        .isEqualTo(Verdict.GO_ON);
  }

  @Test
  void a_wave_may_pass_before_all_have_answered() {
    var strategy = of(null, null, 60, null);

    assertThat(strategy.verdict(new Tally(5, 2, 0, 0, 0, 0, 0))).isEqualTo(Verdict.GO_ON);
    assertThat(strategy.verdict(new Tally(5, 2, 1, 0, 0, 0, 0))).isEqualTo(Verdict.PASSED);
  }

  @Test
  void without_waves_nothing_is_a_breach_and_with_them_the_canary_counts() {
    var failed = new Tally(1, 0, 1, 0, 0, 0, 0);

    assertThat(Strategy.NONE.verdict(failed)).isEqualTo(Verdict.PASSED);
    assertThat(of(List.of(count(1)), null, null, null).verdict(failed)).isEqualTo(Verdict.BREACHED);
  }
}
