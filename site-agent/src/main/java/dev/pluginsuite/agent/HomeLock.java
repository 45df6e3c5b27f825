package dev.pluginsuite.agent;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/** Two agents in one home would undo each other's work. The lock ends with the process. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  static HomeLock of(Path home) throws IOException {
    var channel = FileChannel.open(home.resolve("agent.lock"), CREATE, WRITE);
    try {
      if (channel.tryLock() != null) {
        return new HomeLock(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      // falls through: taken, by this process
    }
    channel.close();
    throw new IOException("Another agent works in " + home);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
