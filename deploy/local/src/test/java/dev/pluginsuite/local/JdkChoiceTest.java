package dev.pluginsuite.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell functions that choose a JDK, on machines made of folders. */
class JdkChoiceTest {
  @TempDir Path machine;

  @Test
  void the_suite_runs_on_25_even_if_there_is_a_newer_one() throws Exception {
    jdk("places/a", "17.0.15");
    jdk("places/b", "25.0.1");
    jdk("places/c", "26-ea");

    assertThat(call("jdk_for_run")).isEqualTo(machine.resolve("places/b").toString());
  }

  @Test
  void without_25_it_runs_on_the_newest() throws Exception {
    jdk("places/a", "17.0.15");
    jdk("places/b", "21.0.2");

    assertThat(call("jdk_for_run")).isEqualTo(machine.resolve("places/b").toString());
  }

  @Test
  void it_is_built_with_what_the_user_chose() throws Exception {
    jdk("places/a", "17.0.15");
    var chosen = jdk("chosen", "21.0.2");

    assertThat(call("jdk_for_build", "JAVA_HOME", chosen)).isEqualTo(chosen);
  }

  @Test
  void a_choice_that_is_too_old_is_passed_over() throws Exception {
    var chosen = jdk("chosen", "1.8.0_402");
    var fitting = jdk("places/a", "17.0.15");
    jdk("places/b", "11.0.1");

    assertThat(call("jdk_for_build", "JAVA_HOME", chosen)).isEqualTo(fitting);
  }

  @Test
  void a_runtime_without_a_compiler_is_no_jdk() throws Exception {
    var home = Path.of(jdk("places/a", "21.0.2"));
    Files.delete(home.resolve("bin/javac"));

    assertThat(call("jdk_for_build")).isEmpty();
    assertThat(call("jdk_for_run")).isEmpty();
  }

  @Test
  void a_jdk_of_macos_lies_deeper() throws Exception {
    var home = jdk("places/temurin.jdk/Contents/Home", "25");

    assertThat(call("jdk_for_run")).isEqualTo(home);
  }

  @Test
  void without_any_jdk_up_says_what_to_do() throws Exception {
    var path = Files.createDirectories(machine.resolve("tools"));
    for (var tool : List.of("dirname", "basename", "mkdir", "sed", "readlink", "cat")) {
      executable(path.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(which(tool)));
    }

    var said =
        run(
            Map.of("PATH", path.toString(), "PLUGIN_SUITE_HOME", machine + "/state"),
            which("bash"),
            Path.of("up").toAbsolutePath().toString());

    assertThat(said).contains("No JDK from 17 on was found").contains("JAVA_HOME");
  }

  private String jdk(String name, String version) throws IOException {
    var home = machine.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    executable(home.resolve("bin/java"), "");
    executable(home.resolve("bin/javac"), "");
    return home.toString();
  }

  private static void executable(Path file, String content) throws IOException {
    assertThat(Files.writeString(file, content).toFile().setExecutable(true)).isTrue();
  }

  private String call(String function) throws Exception {
    return call(function, "UNUSED", "");
  }

  private String call(String function, String name, String value) throws Exception {
    var script = "set -eu; command() { return 1; }; . ./jdk.sh; " + function;
    return run(Map.of(name, value), "bash", "-c", script);
  }

  private String run(Map<String, String> extra, String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("JDK_PLACES", machine.resolve("places").toString());
    builder.environment().putAll(extra);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    return said;
  }

  private static String which(String tool) {
    for (var folder : List.of("/usr/bin", "/bin")) {
      if (Files.exists(Path.of(folder, tool))) {
        return folder + "/" + tool;
      }
    }
    throw new AssertionError("No " + tool);
  }
}
