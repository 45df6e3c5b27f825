package dev.pluginsuite.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessTest {
  @TempDir Path proc;

  @Test
  void linux_tells_memory_and_processor_time() throws IOException {
    Files.createDirectory(proc.resolve("42"));
    Files.writeString(proc.resolve("42/status"), "Name:\tmes\nVmRSS:\t  204800 kB\nThreads:\t9\n");
    Files.writeString(
        proc.resolve("42/stat"),
        "42 (a (bad) name) S 1 42 42 0 -1 4194560 9 0 0 0 250 50 0 0 20 0");
    var process = new HostProcess(proc);

    assertThat(process.memory(42)).isEqualTo(200.0);
    assertThat(process.processorTime(42)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void another_system_tells_what_java_knows_of_it() {
    var process = new HostProcess(proc);
    var self = ProcessHandle.current();

    assertThat(process.memory(self.pid())).isNull();
    assertThat(process.processorTime(self.pid()) == null)
        .isEqualTo(self.info().totalCpuDuration().isEmpty());
  }

  @Test
  void a_process_that_ended_tells_nothing() {
    var process = new HostProcess(proc);

    assertThat(process.memory(99_999_999)).isNull();
    assertThat(process.processorTime(99_999_999)).isNull();
  }
}
