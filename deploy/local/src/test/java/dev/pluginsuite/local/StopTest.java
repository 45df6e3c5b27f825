package dev.pluginsuite.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --stop}: whom it ends. */
class StopTest {
  @TempDir Path folder;

  @Test
  void the_launcher_is_stopped() throws Exception {
    var launcher = recorded("exec -a \"java --state $0 --once\" sleep 60");
    try {
      assertThat(stop()).contains("Stopped.");
      assertThat(launcher.isAlive()).isFalse();
    } finally {
      launcher.destroyForcibly();
    }
  }

  @Test
  void a_program_that_has_the_launchers_number_by_now_is_left_alone() throws Exception {
    var stranger = recorded("exec -a \"java --state $0-of-another --once\" sleep 60");
    try {
      assertThat(stop()).contains("Nothing runs with");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  private Process recorded(String script) throws IOException {
    var state = folder.toRealPath().toString();
    var process = new ProcessBuilder("bash", "-c", script, state).start();
    await().until(() -> process.info().command().orElse("").endsWith("sleep"));
    Files.writeString(folder.resolve("launcher.pid"), process.pid() + "\n");
    return process;
  }

  private String stop() throws Exception {
    var up = Path.of("up").toAbsolutePath().toString();
    var stopping =
        new ProcessBuilder("bash", up, "--stop", "--state", folder.toRealPath().toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(stopping.getInputStream().readAllBytes(), UTF_8);
    stopping.waitFor();
    return said;
  }
}
