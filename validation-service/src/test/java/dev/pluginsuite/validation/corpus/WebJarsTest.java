package dev.pluginsuite.validation.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.validation.Mpk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What npm published as Maven has it, packed again: the same question where there is no npm. */
class WebJarsTest {
  private static final Path FOLDER = Path.of("target", "webjars");
  private static final String CONTENT = "META-INF/resources/webjars/";

  static List<List<String>> jars() throws IOException {
    return Pinned.in("webjars.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jars")
  void is_what_was_published_and_not_refused(List<String> jar) throws IOException {
    var file = FOLDER.resolve(jar.get(0));
    assertThat(Mpk.sha256(Files.readAllBytes(file))).isEqualTo(jar.get(1));

    Wrapped.isNotRefused(packedAgain(file));
  }

  private static byte[] packedAgain(Path file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipFile(file.toFile());
        var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var entry : jar.stream().filter(WebJarsTest::isContent).toList()) {
        add(tar, "package/" + entry.getName().substring(CONTENT.length()), jar, entry);
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isContent(ZipEntry entry) {
    return !entry.isDirectory() && entry.getName().startsWith(CONTENT);
  }

  private static void add(TarArchiveOutputStream tar, String name, ZipFile jar, ZipEntry entry)
      throws IOException {
    var packed = new TarArchiveEntry(name);
    packed.setSize(entry.getSize());
    tar.putArchiveEntry(packed);
    try (var content = jar.getInputStream(entry)) {
      content.transferTo(tar);
    }
    tar.closeArchiveEntry();
  }
}
