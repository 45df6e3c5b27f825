package dev.pluginsuite.health.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.health.HealthStatus;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every stream of samples. */
class StatusRuleLawsTest {

  @Property(tries = 500, seed = "11")
  void silence_hides_all_that_was_before(@ForAll("streams") String before) {
    assertThat(judge("..." + before).status()).isEqualTo(HealthStatus.UNKNOWN);
  }

  @Property(tries = 500, seed = "12")
  void seven_good_intervals_are_forgiven_all(@ForAll("streams") String before) {
    assertThat(judge("hhhhhhh" + before).status()).isEqualTo(HealthStatus.HEALTHY);
  }

  @Property(tries = 500, seed = "13")
  void worse_samples_never_make_it_better(@ForAll("streams") String samples) {
    var before = judge(samples).status();

    var after = judge(samples.replace('d', 'u').replace('h', 'd')).status();

    assertThat(after).isGreaterThanOrEqualTo(before);
  }

  @Property(tries = 500, seed = "14")
  void who_is_not_healthy_has_a_reason(@ForAll("streams") String samples) {
    var verdict = judge(samples);

    assertThat(verdict.reasons().isEmpty()).isEqualTo(verdict.status() == HealthStatus.HEALTHY);
  }

  @Property(tries = 500, seed = "15")
  void nobody_gets_well_while_the_newest_window_is_bad(@ForAll("streams") String before) {
    assertThat(judge("ddddd" + before).status())
        .isIn(HealthStatus.DEGRADED, HealthStatus.UNHEALTHY);
  }

  private static Verdict judge(String samples) {
    return StatusRuleTest.judge(samples, Life.RUNNING);
  }

  @Provide
  Arbitrary<String> streams() {
    return Arbitraries.strings().withChars("..hhdu").ofLength(StatusRule.HORIZON);
  }
}
