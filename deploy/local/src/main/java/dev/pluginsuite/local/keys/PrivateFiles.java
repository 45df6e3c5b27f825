package dev.pluginsuite.local.keys;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that nobody else on the machine may read; at no moment, not even while they are written.
 */
public final class PrivateFiles {
  private PrivateFiles() {}

  public static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      Files.createDirectory(folder, asFileAttribute(fromString("rwx------")));
    }
  }

  /** Whole or not at all. */
  public static void write(Path file, String content) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, asFileAttribute(fromString("rw-------")));
    Files.writeString(fresh, content);
    Files.move(fresh, file, ATOMIC_MOVE);
  }
}
