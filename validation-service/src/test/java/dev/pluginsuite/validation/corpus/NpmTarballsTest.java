package dev.pluginsuite.validation.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pluginsuite.validation.corpus.NpmTarballs.Tarball;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that people really publish is refused: npm's tarballs, header by header as they are.
 * Skipped where there is no npm.
 */
class NpmTarballsTest {
  private static Optional<String> obstacle = Optional.empty();

  @BeforeAll
  static void fetch() throws IOException, InterruptedException {
    obstacle = NpmTarballs.fetch();
  }

  static List<Tarball> tarballs() throws IOException {
    return NpmTarballs.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tarballs")
  void is_what_was_published_and_not_refused(Tarball tarball) throws IOException {
    assumeTrue(obstacle.isEmpty(), obstacle::toString);
    assertThat(tarball.isThere()).isTrue();

    try (var content = new GZIPInputStream(Files.newInputStream(tarball.file()))) {
      Wrapped.isNotRefused(content.readAllBytes());
    }
  }
}
