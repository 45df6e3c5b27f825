package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job, with the tokens of four users, as the README's first command does it. */
class JourneyTest {
  private final Suite suite = Suite.running();

  @Test
  @Tag("SEED-83")
  void every_step_passes() {
    assertThat(suite.journey()).isNotEmpty().allMatch(it -> it.contains("] ok "));
    assertThat(suite.output()).anyMatch(it -> it.matches("journey: (\\d+) of \\1 steps passed"));
  }
}
