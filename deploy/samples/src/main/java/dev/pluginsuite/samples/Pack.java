package dev.pluginsuite.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Packs each {@code <plugin-id>/<version>} folder of a source folder into the target folders. */
public final class Pack {
  /** What the build lists beside the packages. */
  static final String SUMS = "SHA256SUMS";

  private static final List<String> FIRST = List.of("manifest.json", "README.md");

  private Pack() {}

  public static void main(String... args) throws IOException {
    var packages = new TreeMap<String, byte[]>();
    var source = Path.of(args[0]);
    for (var folder : folders(source)) {
      packages.put(fileName(source, folder), pack(folder));
    }
    var sums = new StringBuilder();
    packages.forEach(
        (name, bytes) -> sums.append(Sha256.of(bytes)).append("  ").append(name).append('\n'));
    packages.put(SUMS, sums.toString().getBytes(UTF_8));
    for (var target : Arrays.asList(args).subList(1, args.length)) {
      var folder = Files.createDirectories(Path.of(target));
      for (var file : packages.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
    }
  }

  /** Every folder two levels down that holds a manifest. */
  static List<Path> folders(Path source) throws IOException {
    try (var found = Files.find(source, 3, (path, a) -> path.endsWith("manifest.json"))) {
      return found
          .map(Path::getParent)
          .filter(folder -> source.relativize(folder).getNameCount() == 2)
          .sorted()
          .toList();
    }
  }

  private static String fileName(Path source, Path folder) {
    return slashed(source.relativize(folder)).replace('/', '-') + ".mpk";
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** The manifest, the README, then everything else by name, but not the tests. */
  static byte[] pack(Path folder) throws IOException {
    var builder = MpkBuilder.mpk();
    for (var name : names(folder)) {
      builder.file(name, Files.readAllBytes(folder.resolve(name)));
    }
    return builder.build();
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> slashed(folder.relativize(file)))
          .filter(name -> !name.startsWith("test/"))
          .sorted(Comparator.comparing(Pack::rank).thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  private static int rank(String name) {
    var index = FIRST.indexOf(name);
    return index < 0 ? FIRST.size() : index;
  }
}
