package dev.pluginsuite.validation.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each trick is refused for what it is, all of them in one process with less memory than the larger
 * ones would take. To look into one, run {@link HostileCorpus} in a debugger.
 */
class HostileArchiveTest {
  private static final String LITTLE_HEAP = "-Xmx48m";
  private static final int MINUTES = 3;

  private static final Map<String, Answer> ANSWERS = new HashMap<>();

  /** What the process said about a case. */
  record Answer(String rules, String messages) {}

  static List<HostileCase> cases() {
    return HostileCorpus.all();
  }

  @BeforeAll
  static void validate_all_with_little_memory(@TempDir Path folder)
      throws IOException, InterruptedException {
    var output = folder.resolve("answers");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                LITTLE_HEAP,
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                HostileCorpus.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    var lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
    lines.stream()
        .filter(it -> it.startsWith(HostileCorpus.ANSWER))
        .forEach(HostileArchiveTest::keep);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @Tag("SEED-16")
  void is_refused_for_what_it_is(HostileCase hostile) {
    var answer = ANSWERS.get(hostile.name());

    assertThat(answer).isNotNull();
    assertThat(answer.rules()).isEqualTo(hostile.rules());
    assertThat(answer.messages()).contains(hostile.says());
  }

  @Test
  void no_two_have_the_same_name() {
    assertThat(cases()).extracting(HostileCase::name).doesNotHaveDuplicates();
  }

  private static void keep(String line) {
    var parts = line.split("\t", -1);
    ANSWERS.put(parts[1], new Answer(parts[2], parts[3]));
  }
}
