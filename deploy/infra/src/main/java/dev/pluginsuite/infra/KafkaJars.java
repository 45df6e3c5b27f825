package dev.pluginsuite.infra;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The broker's jars and its log settings: in a folder beside our classes, or inside our own jar.
 */
final class KafkaJars {
  private static final String ANCHOR = "/META-INF/kafka-broker/log4j2.properties";

  private interface Use<T> {
    T of(List<Path> files) throws IOException;
  }

  private KafkaJars() {}

  /** Another jar, another version or another size gives another hash. */
  static String hash() throws IOException {
    return use(
        files -> {
          var list = new StringBuilder();
          for (var file : files) {
            list.append(file.getFileName() + " " + Files.size(file) + "\n");
          }
          return Digests.of(list.toString());
        });
  }

  static void copyTo(Path target) throws IOException {
    use(
        files -> {
          for (var file : files) {
            Files.copy(file, target.resolve(file.getFileName().toString()));
          }
          return files;
        });
  }

  private static <T> T use(Use<T> use) throws IOException {
    var anchor = Objects.requireNonNull(KafkaJars.class.getResource(ANCHOR)).openConnection();
    try {
      if (anchor instanceof JarURLConnection inJar) {
        var jar = Path.of(inJar.getJarFileURL().toURI());
        try (var content = FileSystems.newFileSystem(jar)) {
          return use.of(besides(content.getPath(ANCHOR)));
        }
      }
      return use.of(besides(Path.of(anchor.getURL().toURI())));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static List<Path> besides(Path anchor) throws IOException {
    try (var files = Files.list(anchor.getParent())) {
      return files.sorted().toList();
    }
  }
}
