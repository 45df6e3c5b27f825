package dev.pluginsuite.health.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.health.threshold.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Seventeen intervals, the newest first: {@code .} nothing, {@code h} good, {@code d}, {@code u}.
 */
class StatusRuleTest {
  static final Limits LIMITS =
      new Limits(5.0, 10.0, 5.0, 10.0, 5000.0, 10000.0, 2048.0, null, 80.0, null);

  @ParameterizedTest
  @CsvSource({
    // nothing, or not enough
    "................., UNKNOWN, silent",
    "...hhhhhhhhhhhhhh, UNKNOWN, silent",
    "..hhhhhhhhhhhhhhh, HEALTHY, ''",
    "h................, UNKNOWN, too-few-samples",
    "....h............, UNKNOWN, silent",
    "h...h............, HEALTHY, ''",
    "h....h..........., UNKNOWN, too-few-samples",
    // a window is the mean of its samples
    "hhhhhhhhhhhhhhhhh, HEALTHY, ''",
    "ddddd............, DEGRADED, latency",
    "uuuuu............, UNHEALTHY, latency",
    "uhhhhhhhhhhhhhhhh, HEALTHY, ''",
    "uuhhhhhhhhhhhhhhh, DEGRADED, latency",
    // three bad ones in a row
    "ddddddddddhhhhhhh, DEGRADED, latency",
    "dddddddddddddddhh, UNHEALTHY, latency degraded-for-long",
    "ddddd......dddddd, DEGRADED, latency",
    "ddddd......dddddd, DEGRADED, latency",
    "dddddddddd.......,  DEGRADED, latency",
    // better only after two intervals more
    "hhhhhuuuuuu......, DEGRADED, latency recovering",
    "hhhhhhhhddddddddd, HEALTHY, ''",
  })
  @Tag("SEED-61")
  void the_status_follows_from_the_samples(String samples, HealthStatus status, String codes) {
    var verdict = judge(samples, Life.RUNNING);

    assertThat(verdict.status()).isEqualTo(status);
    assertThat(String.join(" ", verdict.reasons().stream().map(Reason::code).toList()))
        .isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING, ................., silent",
    "FRESH, ................., too-few-samples",
    "INACTIVE, ................., inactive",
    "INACTIVE, h................, too-few-samples",
    "FRESH, h................, too-few-samples"
  })
  void silence_is_excused_by_what_cannot_be_heard(Life life, String samples, String code) {
    var verdict = judge(samples, life);

    assertThat(verdict.status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource({
    // errors, executions of each of two samples; the other figures
    "0, 100, 100, 100, 10, HEALTHY, ''",
    "5, 100, 100, 100, 10, HEALTHY, ''",
    "6, 100, 100, 100, 10, DEGRADED, error-rate",
    "10, 100, 100, 100, 10, DEGRADED, error-rate",
    "11, 100, 100, 100, 10, UNHEALTHY, error-rate",
    "2, , 100, 100, 10, HEALTHY, ''",
    "3, , 100, 100, 10, DEGRADED, errors",
    "5, , 100, 100, 10, UNHEALTHY, errors",
    "5, 0, 100, 100, 10, UNHEALTHY, errors",
    "0, , 5000, 100, 10, HEALTHY, ''",
    "0, , 5001, 100, 10, DEGRADED, latency",
    "0, , 10001, 100, 10, UNHEALTHY, latency",
    "0, , 1, 2048, 80, HEALTHY, ''",
    "0, , 1, 2049, 10, DEGRADED, memory",
    "0, , 1, 99999, 10, DEGRADED, memory",
    "0, , 1, 1, 81, DEGRADED, cpu"
  })
  void each_figure_has_its_limits(
      long errors,
      @Nullable Long executions,
      double latency,
      double memory,
      double cpu,
      HealthStatus status,
      String code) {
    var sample = sample(errors, executions, latency, memory, cpu);

    var verdict = judge(List.of(sample, sample), LIMITS);

    assertThat(verdict.status()).isEqualTo(status);
    assertThat(String.join(" ", verdict.reasons().stream().map(Reason::code).toList()))
        .isEqualTo(code);
  }

  @Test
  void a_reason_has_the_figure_and_its_limit() {
    var sample = sample(20, 100L, 1, 1, 1);

    var verdict = judge(List.of(sample, sample), LIMITS);

    assertThat(verdict.reasons())
        .containsExactly(new Reason("error-rate", HealthStatus.UNHEALTHY, 20.0, 10.0));
    assertThat(verdict.window().errors()).isEqualTo(40);
  }

  @Test
  void an_own_limit_is_before_the_plugins_and_that_before_the_services() {
    var own = new Limits(null, null, null, null, 1.0, null, null, null, null, null);
    var plugins = new Limits(null, null, null, null, 2.0, 3.0, null, null, null, null);

    var limits = own.or(plugins).or(LIMITS);

    assertThat(limits.latencyDegraded()).isEqualTo(1);
    assertThat(limits.latencyUnhealthy()).isEqualTo(3);
    assertThat(limits.cpuDegraded()).isEqualTo(80);
  }

  static Verdict judge(String samples, Life life) {
    var intervals =
        samples.chars().mapToObj(it -> of((char) it)).limit(StatusRule.HORIZON).toList();
    return new StatusRule(intervals, LIMITS, life).verdict();
  }

  private static Verdict judge(List<Sums> newest, Limits limits) {
    var all = new ArrayList<>(Collections.nCopies(StatusRule.HORIZON, Sums.NONE));
    for (int i = 0; i < newest.size(); i++) {
      all.set(i, newest.get(i));
    }
    return new StatusRule(all, limits, Life.RUNNING).verdict();
  }

  private static Sums of(char it) {
    return switch (it) {
      case 'h' -> sample(0, null, 100, 1, 1);
      case 'd' -> sample(0, null, 6000, 1, 1);
      case 'u' -> sample(0, null, 20000, 1, 1);
      default -> Sums.NONE;
    };
  }

  static Sums sample(
      long errors, @Nullable Long executions, double latency, double memory, double cpu) {
    var weight = executions == null ? 1 : executions;
    var rated = executions == null || executions == 0 ? 0 : errors;
    return new Sums(1, errors, 0, rated, executions, latency * weight, weight, memory, cpu);
  }
}
