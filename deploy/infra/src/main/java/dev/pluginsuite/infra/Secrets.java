package dev.pluginsuite.infra;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Passwords, made up when first asked for and kept for the next start. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Properties secrets = new Properties();

  Secrets(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        secrets.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  synchronized String get(String name) {
    var known = secrets.getProperty(name);
    if (known != null) {
      return known;
    }
    var bytes = new byte[20];
    RANDOM.nextBytes(bytes);
    var made = HexFormat.of().formatHex(bytes);
    secrets.setProperty(name, made);
    save();
    return made;
  }

  /** Takes over the other's secrets whose names begin so. */
  synchronized void adopt(Secrets other, String prefix) {
    for (var name : other.secrets.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        secrets.setProperty(name, other.get(name));
      }
    }
    save();
  }

  private void save() {
    var text = new StringWriter();
    try {
      secrets.store(text, null);
      var next = file.resolveSibling(file.getFileName() + ".next");
      writePrivately(next, text.toString());
      Files.move(next, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Readable by nobody else from its first byte on. */
  static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, onlyOwner);
    Files.writeString(file, text);
  }
}
