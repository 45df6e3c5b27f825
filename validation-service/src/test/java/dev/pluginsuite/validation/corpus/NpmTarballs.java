package dev.pluginsuite.validation.corpus;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Published packages as npm itself fetches them; kept in the build's folder. */
final class NpmTarballs {
  private static final Path FOLDER = Path.of("target", "npm");
  private static final int PATIENCE_MINUTES = 4;

  private NpmTarballs() {}

  /** One of them: {@code integrity} is what npm writes into lock files. */
  record Tarball(String name, String version, String integrity) {
    Path file() {
      var flat = name.replace("@", "").replace('/', '-');
      return FOLDER.resolve("%s-%s.tgz".formatted(flat, version));
    }

    /** Whether it is there, and the one that was meant. */
    boolean isThere() throws IOException {
      return Files.exists(file()) && integrity.equals(integrityOf(file()));
    }

    @Override
    public String toString() {
      return name + "@" + version;
    }
  }

  static List<Tarball> all() throws IOException {
    return Pinned.in("npm-tarballs.txt").stream()
        .map(it -> new Tarball(it.get(0), it.get(1), it.get(2)))
        .toList();
  }

  /** Fetches what is not there yet; answers why this machine cannot, if so. */
  static Optional<String> fetch() throws IOException, InterruptedException {
    var missing = new ArrayList<String>();
    for (var tarball : all()) {
      if (!tarball.isThere()) {
        missing.add(tarball.toString());
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(FOLDER);
    var npm = npm();
    return npm.isEmpty() ? Optional.of("npm is not on the PATH.") : pack(npm.get(), missing);
  }

  private static Optional<String> pack(Path npm, List<String> packages)
      throws IOException, InterruptedException {
    var log = FOLDER.resolve("npm.log");
    var command = new ArrayList<>(List.of(npm.toString(), "pack", "--ignore-scripts", "--silent"));
    command.addAll(List.of("--fetch-timeout=30000", "--fetch-retries=1"));
    command.addAll(packages);
    var process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var ended = process.waitFor(PATIENCE_MINUTES, MINUTES);
    process.destroyForcibly();
    return ended && process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("npm could not fetch them: " + Files.readString(log));
  }

  private static Optional<Path> npm() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(it -> Path.of(it, "npm"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String integrityOf(Path file) throws IOException {
    try {
      var hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return "sha512-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
