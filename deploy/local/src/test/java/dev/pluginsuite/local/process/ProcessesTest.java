package dev.pluginsuite.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  private static final List<String> SLEEP = List.of("sleep", "300");

  @TempDir Path state;

  @Test
  void a_child_is_stopped_and_forgotten() throws Exception {
    var processes = new Processes(state);
    var child = processes.start("sleeper", SLEEP, state);

    child.close();

    assertThat(child.isAlive()).isFalse();
    assertThat(processes.endLeftovers()).isEmpty();
    assertThat(state.resolve("run/sleeper.pid")).doesNotExist();
  }

  @Test
  void what_a_killed_launcher_left_is_ended_by_the_next_one() throws Exception {
    var child = new Processes(state).start("sleeper", SLEEP, state);

    var ended = new Processes(state).endLeftovers();

    assertThat(ended).containsExactly("sleeper");
    await().until(() -> !child.isAlive());
  }

  @Test
  void somebody_else_with_the_same_number_is_left_alone() throws Exception {
    var stranger = new ProcessBuilder(SLEEP).start();
    try {
      Files.createDirectories(state.resolve("run"));
      Files.writeString(
          state.resolve("run/sleeper.pid"), stranger.pid() + " 2001-01-01T00:00:00Z\n");

      var ended = new Processes(state).endLeftovers();

      assertThat(ended).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_child_that_ends_early_says_why() throws IOException {
    var child =
        new Processes(state).start("talker", List.of("sh", "-c", "echo no disk; exit 3"), state);

    assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofSeconds(20)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("no disk");
  }

  @Test
  void the_log_of_the_run_before_is_kept() throws Exception {
    var processes = new Processes(state);
    var first = processes.start("talker", List.of("echo", "first"), state);
    awaitEnd(first);

    awaitEnd(processes.start("talker", List.of("echo", "second"), state));

    assertThat(state.resolve("logs/talker.previous.log")).hasContent("first");
    assertThat(processes.log("talker")).hasContent("second");
  }

  private static void awaitEnd(ChildProcess child) throws Exception {
    await().until(() -> !child.isAlive());
    child.close();
  }
}
