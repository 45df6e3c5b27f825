package dev.pluginsuite.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The folder where one infrastructure keeps its state, held by one process at a time. */
final class Workspace implements AutoCloseable {
  private static final String TEMPORARY = "plugin-suite-infra-";

  private final Path folder;
  private final FolderLock lock;
  private final boolean temporary;
  private final Consumer<String> progress;
  private final Secrets secrets;

  private Workspace(Path folder, FolderLock lock, boolean temporary, Consumer<String> progress) {
    this.folder = folder;
    this.lock = lock;
    this.temporary = temporary;
    this.progress = progress;
    this.secrets = new Secrets(folder.resolve("secrets.properties"));
  }

  static Workspace at(Path folder, Consumer<String> progress) {
    var absolute = Folders.create(folder.toAbsolutePath().normalize());
    return new Workspace(absolute, lock(absolute), false, progress);
  }

  /** Removed when closed; after a crash, by the next one. */
  static Workspace temporary(Consumer<String> progress) throws InterruptedException {
    return Cache.exclusively(
        "temporary",
        () -> {
          removeAbandoned();
          var folder = Files.createTempDirectory(TEMPORARY);
          return new Workspace(folder, lock(folder), true, progress);
        });
  }

  private static FolderLock lock(Path folder) {
    var lock = FolderLock.tryLock(folder);
    if (lock == null) {
      throw new IllegalStateException(
          "The infrastructure in " + folder + " is already running: stop it first.");
    }
    return lock;
  }

  private static void removeAbandoned() throws IOException {
    var parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (var folders = Files.newDirectoryStream(parent, Workspace::isOurs)) {
      for (var folder : folders) {
        var lock = FolderLock.tryLock(folder);
        if (lock != null) {
          Child.endOrphans(folder);
          Folders.delete(folder);
          lock.close();
        }
      }
    }
  }

  private static boolean isOurs(Path folder) throws IOException {
    return folder.getFileName().toString().startsWith(TEMPORARY) && Folders.isOwn(folder);
  }

  Path folder() {
    return folder;
  }

  boolean isTemporary() {
    return temporary;
  }

  /** Where one part keeps its own files. */
  Path folder(String part) {
    return Folders.create(folder.resolve(part));
  }

  Path log(String part) {
    return folder("logs").resolve(part + ".log");
  }

  Secrets secrets() {
    return secrets;
  }

  void tell(String line) {
    progress.accept(line);
  }

  @Override
  public void close() {
    if (temporary) {
      Folders.delete(folder);
    }
    lock.close();
  }
}
