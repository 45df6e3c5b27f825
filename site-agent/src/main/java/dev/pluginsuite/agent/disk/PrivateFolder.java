package dev.pluginsuite.agent.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Small files that only the agent's user can read, each whole or not there. */
public final class PrivateFolder {
  private final Path folder;

  public PrivateFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    if (AtomicFile.knowsOwners(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  public boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  public byte[] read(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  public void write(String name, byte[] content) throws IOException {
    new AtomicFile(folder, name).write(content);
  }

  /** Deletes all others, and what a crash left. */
  public void keepOnly(Set<String> names) throws IOException {
    try (var files = Files.list(folder)) {
      for (var each : files.toList()) {
        if (!names.contains(each.getFileName().toString())) {
          Folders.delete(each);
        }
      }
    }
  }

  public String path(String name) {
    return folder.resolve(name).toAbsolutePath().toString();
  }
}
