package dev.pluginsuite.validation.validations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.ValidationStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Validation validation = new Validation();

  @Test
  void whoever_was_overtaken_no_longer_holds_it() {
    validation.attempts = 2;

    assertThat(validation.isStillAt(2)).isTrue();
    assertThat(validation.isStillAt(1)).isFalse();
  }

  @Test
  void what_is_finished_is_held_by_nobody() {
    validation.attempts = 1;

    validation.giveUp("no bytes", NOON);

    assertThat(validation.isStillAt(1)).isFalse();
    assertThat(validation.status).isEqualTo(ValidationStatus.ERRORED);
    assertThat(validation.finishedAt).isEqualTo(NOON);
  }

  @Test
  void a_postponed_one_is_due_after_its_pause() {
    validation.postpone("x".repeat(5_000), Duration.ofSeconds(4), NOON);

    assertThat(validation.dueAt).isEqualTo(NOON.plusSeconds(4));
    assertThat(validation.status).isEqualTo(ValidationStatus.RUNNING);
    assertThat(validation.lastFailure).hasSize(1_000);
  }
}
