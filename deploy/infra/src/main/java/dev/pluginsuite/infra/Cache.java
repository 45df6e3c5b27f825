package dev.pluginsuite.infra;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is unpacked once per user and version, and shared by every infrastructure. */
final class Cache {
  interface Filling {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  interface Work<T> {
    T get() throws IOException, InterruptedException;
  }

  // A file lock refuses a second thread of the same process instead of letting it wait.
  private static final Map<String, Object> THREADS = new ConcurrentHashMap<>();

  private Cache() {}

  /** The cached folder of that name; filled first if it is not there, by one process alone. */
  static Path folder(String name, Filling filling) throws InterruptedException {
    return folder(root(), name, filling);
  }

  /** The same, where every user can read: in root's home nobody else could. */
  static Path openFolder(String name, Filling filling) throws IOException, InterruptedException {
    return folder(Folders.createOpen("plugin-suite-cache"), name, filling);
  }

  private static Path folder(Path root, String name, Filling filling) throws InterruptedException {
    var folder = root.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    return exclusively(name, () -> Files.isDirectory(folder) ? folder : fill(folder, filling));
  }

  /** A crash half-way leaves a folder of another name, never half a folder of the right one. */
  private static Path fill(Path folder, Filling filling) throws IOException, InterruptedException {
    var draft = folder.resolveSibling(folder.getFileName() + ".draft");
    Folders.delete(draft);
    Folders.create(draft);
    filling.fill(draft);
    Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(folder.getParent()));
    return Files.move(draft, folder, ATOMIC_MOVE);
  }

  /** One thread of one process at a time. */
  static <T> T exclusively(String name, Work<T> work) throws InterruptedException {
    synchronized (THREADS.computeIfAbsent(name, any -> new Object())) {
      try (var channel = FileChannel.open(root().resolve(name + ".lock"), CREATE, WRITE)) {
        channel.lock();
        return work.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path root() {
    var configured = System.getenv("XDG_CACHE_HOME");
    var base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return Folders.create(base.resolve("plugin-suite"));
  }
}
