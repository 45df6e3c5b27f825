package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job, with the tokens of four users, as the README's first command does it. */
class JourneyTest {
  private static final Pattern STEP = Pattern.compile("\\[ ?\\d+/\\d+] .*");

  @Test
  @Tag("SEED-83")
  void every_step_passes() {
    var steps = Suite.running().output().stream().filter(STEP.asMatchPredicate()).toList();

    assertThat(steps).isNotEmpty().allMatch(it -> it.contains("] ok "));
    assertThat(Suite.running().output())
        .anyMatch(it -> it.matches("journey: (\\d+) of \\1 steps passed"));
  }
}
