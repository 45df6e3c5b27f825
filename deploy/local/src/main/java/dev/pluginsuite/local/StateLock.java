package dev.pluginsuite.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** One launcher per state folder. The kernel takes the lock back when the process dies. */
final class StateLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path pidFile;

  private StateLock(FileChannel channel, Path pidFile) {
    this.channel = channel;
    this.pidFile = pidFile;
  }

  static StateLock of(Path state) throws IOException {
    var channel = FileChannel.open(state.resolve("launcher.lock"), CREATE, WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new IOException(
          "The suite already runs with %s. Stop it: deploy/local/up --stop".formatted(state));
    }
    var pidFile = state.resolve("launcher.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
    return new StateLock(channel, pidFile);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(pidFile);
    channel.close();
  }
}
