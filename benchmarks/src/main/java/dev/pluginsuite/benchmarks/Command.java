package dev.pluginsuite.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How a process was started, to start it again just so. */
record Command(List<String> words, List<String> environment, Path folder) {
  static Command of(long pid) throws IOException {
    var proc = Path.of("/proc", String.valueOf(pid));
    return new Command(
        zeroSeparated(proc.resolve("cmdline")),
        zeroSeparated(proc.resolve("environ")),
        proc.resolve("cwd").toRealPath());
  }

  private static List<String> zeroSeparated(Path file) throws IOException {
    var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\0", -1)).filter(it -> !it.isEmpty()).toList();
  }

  /** Every class is parsed and verified again, as on a machine where it never ran. */
  Command withoutClassArchive() {
    var others = words.stream().filter(it -> !it.contains("SharedArchive")).toList();
    return new Command(others, environment, folder);
  }

  Process start(File log) throws IOException {
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().clear();
    for (var variable : environment) {
      var equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return builder.start();
  }
}
