package dev.pluginsuite.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

final class Archives {
  private Archives() {}

  /** Unpacks a tar stream, leaving out the first folders of every name. */
  static void unpack(InputStream tar, int leaveOut, Path folder) throws IOException {
    try (var entries = new TarArchiveInputStream(tar)) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        var name = Path.of(entry.getName()).normalize();
        if (name.getNameCount() > leaveOut && !entry.getName().equals("./")) {
          var target = folder.resolve(name.subpath(leaveOut, name.getNameCount())).normalize();
          if (!target.startsWith(folder)) {
            throw new IOException("The archive reaches out of its folder: " + entry.getName());
          }
          write(entries, entry, target);
        }
      }
    }
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      target.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
    }
  }
}
