package dev.pluginsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  @Test
  void what_one_action_delays_is_still_due_at_its_time() throws Exception {
    var due = new ArrayList<Long>();

    new OpenLoop(1_000)
        .run(
            4,
            (index, time) -> {
              due.add(time);
              Thread.sleep(index == 0 ? 20 : 0);
            });

    assertThat(due.stream().map(it -> it - due.get(0)))
        .containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L);
  }
}
