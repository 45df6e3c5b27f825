package dev.pluginsuite.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JourneyTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void every_step_is_told_and_the_last_line_counts_them() throws Exception {
    var journey = new Journey(List.of(step("first", "one"), step("second", "two")));

    var passed = journey.run(said::add);

    assertThat(passed).isTrue();
    assertThat(said.get(0)).startsWith("[ 1/2] ok first — one");
    assertThat(said.get(1)).startsWith("[ 2/2] ok second — two");
    assertThat(said).last().isEqualTo("journey: 2 of 2 steps passed");
  }

  @Test
  void the_first_failure_is_named_and_ends_it() throws Exception {
    var failing =
        new Step(
            "second",
            () -> {
              throw new StepFailure("it was REJECTED");
            });
    var journey = new Journey(List.of(step("first", "one"), failing, step("third", "three")));

    var passed = journey.run(said::add);

    assertThat(passed).isFalse();
    assertThat(said.get(1)).startsWith("[ 2/3] FAILED second — it was REJECTED");
    assertThat(said).hasSize(3).last().isEqualTo("journey: 1 of 3 steps passed");
  }

  private static Step step(String name, String detail) {
    return new Step(name, () -> detail);
  }
}
