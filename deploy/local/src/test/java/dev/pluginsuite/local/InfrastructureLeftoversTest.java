package dev.pluginsuite.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureLeftoversTest {
  @TempDir Path folder;

  @Test
  void a_pid_file_that_a_power_cut_emptied_names_nobody() throws Exception {
    Files.createFile(folder.resolve("postgres.pid"));

    assertThat(InfrastructureLeftovers.isAnyRunning(folder)).isFalse();
  }

  @Test
  void a_process_that_knows_nothing_of_the_folder_is_somebody_else() throws Exception {
    Files.writeString(folder.resolve("kafka.pid"), ProcessHandle.current().pid() + "\n");

    assertThat(InfrastructureLeftovers.isAnyRunning(folder)).isFalse();
  }
}
