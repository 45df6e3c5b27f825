package dev.pluginsuite.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  @TempDir Path folder;

  @Test
  void a_pid_file_that_a_power_cut_emptied_names_nobody() throws Exception {
    var file = Files.createFile(folder.resolve("kafka.pid"));

    Child.endOrphan(folder, "kafka");

    assertThat(file).doesNotExist();
  }
}
