package dev.pluginsuite.infra;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gives a folder to one process at a time; the kernel takes it back when the process dies. */
final class FolderLock implements AutoCloseable {
  // POSIX drops a process's lock as soon as it closes any handle of that file, so this JVM must
  // not even open the lock file of a folder that it holds.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Null if it is held by anybody, this process included. */
  static @Nullable FolderLock tryLock(Path folder) {
    if (!HELD_HERE.add(folder)) {
      return null;
    }
    try {
      var channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
      if (channel.tryLock() != null) {
        return new FolderLock(folder, channel);
      }
      channel.close();
    } catch (IOException e) {
      HELD_HERE.remove(folder);
      throw new UncheckedIOException(e);
    }
    HELD_HERE.remove(folder);
    return null;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(folder);
    }
  }
}
