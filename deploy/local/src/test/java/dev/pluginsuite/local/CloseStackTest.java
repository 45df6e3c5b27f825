package dev.pluginsuite.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {
  private final List<String> said = new ArrayList<>();
  private final CloseStack stack = new CloseStack(said::add);

  @Test
  void the_last_one_started_is_the_first_one_stopped() {
    stack.add("database", () -> {});
    stack.add("service", () -> {});

    stack.close();

    assertThat(said).containsExactly("Stopped: service", "Stopped: database");
  }

  @Test
  void one_that_fails_does_not_keep_the_others_running() {
    stack.add("database", () -> {});
    stack.add(
        "service",
        () -> {
          throw new IllegalStateException("stuck");
        });

    stack.close();

    assertThat(said).hasSize(2).last().isEqualTo("Stopped: database");
    assertThat(said.get(0)).contains("service").contains("stuck");
  }
}
