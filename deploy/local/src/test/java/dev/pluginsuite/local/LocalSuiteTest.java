package dev.pluginsuite.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSuiteTest {
  @TempDir Path state;

  @Test
  void at_once_ends_what_was_only_just_started_too() throws Exception {
    var suite =
        new LocalSuite(
            Options.parse("--state", state.toString()),
            new Progress(new PrintStream(OutputStream.nullOutputStream())));
    var server = new ProcessBuilder("sleep", "60").start();
    try {
      suite.kill();

      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }
}
