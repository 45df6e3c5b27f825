package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a script of {@code deploy/runbooks} said and how it ended, run as central IT. */
record Runbook(int code, String output) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Runbook run(Suite suite, String script, String... arguments)
      throws IOException, InterruptedException {
    var caller =
        Map.of(
            "SUITE_URL", suite.gateway().toString(),
            "SUITE_TOKEN", suite.tokens().of(User.CENTRAL_IT),
            "SUITE_PATIENCE", String.valueOf(PATIENCE.toSeconds()),
            "SUITE_LOOK", "2");
    return run(caller, script, arguments);
  }

  /** With nothing but these variables, and those of the tests themselves. */
  static Runbook run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    var file = Suite.ROOT.resolve("deploy/runbooks").resolve(script);
    var command = new ArrayList<>(List.of("bash", file.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var said = Files.createTempFile("runbook", ".log");
    var process = builder.redirectOutput(said.toFile()).start();
    var ended = process.waitFor(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    var output = Files.readString(said);
    Files.delete(said);
    assertThat(ended).as("%s has ended, and said: %s", script, output).isTrue();
    return new Runbook(process.exitValue(), output);
  }
}
