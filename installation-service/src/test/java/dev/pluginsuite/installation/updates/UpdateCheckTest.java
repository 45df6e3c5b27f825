package dev.pluginsuite.installation.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.UpdatesState.Update;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpdateCheckTest {
  private final UpdateCheck check = new UpdateCheck("site-1");

  @Test
  void what_was_told_is_not_told_again() {
    assertThat(check.found(List.of())).isFalse();
    assertThat(check.found(List.of(update("1.0.0", "1.1.0", 1)))).isTrue();
    assertThat(check.found(List.of(update("1.0.0", "1.1.0", 2)))).isFalse();
    assertThat(check.revision).isEqualTo(1);
  }

  @Test
  void a_newer_offer_a_taken_one_and_none_are_told() {
    check.found(List.of(update("1.0.0", "1.1.0", 1)));

    assertThat(check.found(List.of(update("1.0.0", "1.2.0", 1)))).isTrue();
    assertThat(check.found(List.of(update("1.1.0", "1.2.0", 1)))).isTrue();
    assertThat(check.found(List.of())).isTrue();
    assertThat(check.revision).isEqualTo(4);
    assertThat(check.told).isNotNull();
    assertThat(check.told.updates()).isEmpty();
  }

  private static Update update(String version, String offered, int steps) {
    return new Update("parser", version, UUID.randomUUID(), offered, steps, List.of());
  }
}
