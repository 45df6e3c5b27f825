package dev.pluginsuite.agent.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/** A file that is always whole, old or new, and readable by its owner only. */
public final class AtomicFile {
  private final Path folder;
  private final Path path;
  private final Path next;

  public AtomicFile(Path folder, String name) {
    this.folder = folder;
    this.path = folder.resolve(name);
    this.next = folder.resolve(name + ".next");
  }

  public Optional<byte[]> read() throws IOException {
    return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
  }

  /** Returns when it would survive a power cut. */
  public synchronized void write(byte[] content) throws IOException {
    Files.deleteIfExists(next);
    try (var channel = FileChannel.open(next, EnumSet.of(CREATE_NEW, WRITE), ownerOnly(folder))) {
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    // Not every file system replaces unless it is told to.
    Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
    syncFolder(folder);
  }

  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return knowsOwners(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** A rename lasts when its folder is written; where folders cannot be opened, nothing helps. */
  static void syncFolder(Path folder) throws IOException {
    if (knowsOwners(folder)) {
      try (var channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  /** Of the folder's own file system, which need not be the machine's. */
  static boolean knowsOwners(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
