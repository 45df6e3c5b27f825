package dev.pluginsuite.registry.blobs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys as paths below a folder. Bytes get their name when all of them are on the disk: by a hard
 * link, which is refused where there is one already.
 */
public final class FileBlobStore implements BlobStore {
  private static final String HALVES = "half";

  private final Path root;

  public FileBlobStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.root.resolve(HALVES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean put(String key, InputStream bytes) throws IOException {
    var half = root.resolve(HALVES).resolve(UUID.randomUUID().toString());
    try {
      write(bytes, half);
      return name(half, path(key));
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static void write(InputStream bytes, Path half) throws IOException {
    try (var file = FileChannel.open(half, CREATE_NEW, WRITE);
        var out = Channels.newOutputStream(file)) {
      bytes.transferTo(out);
      // The database will say that they are kept.
      file.force(true);
    }
  }

  private static boolean name(Path half, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    if (Files.exists(target)) {
      return false;
    }
    try {
      Files.createLink(target, half);
    } catch (FileAlreadyExistsException race) {
      return false;
    } catch (UnsupportedOperationException noLinks) {
      Files.move(half, target, ATOMIC_MOVE);
    }
    return true;
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    try {
      var target = path(to);
      Files.createDirectories(target.getParent());
      Files.createLink(target, path(from));
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    } catch (UnsupportedOperationException noLinks) {
      try (var bytes = Files.newInputStream(path(from))) {
        return put(to, bytes);
      }
    }
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    var file = FileChannel.open(path(key));
    try {
      file.position(from);
      return new BoundedInputStream(Channels.newInputStream(file), length);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public Optional<Blob> find(String key) throws IOException {
    try {
      return Optional.of(blob(key, Files.readAttributes(path(key), BasicFileAttributes.class)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Blob blob(String key, BasicFileAttributes file) {
    return new Blob(key, file.size(), file.lastModifiedTime().toInstant());
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(path(key));
  }

  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    var folder = path(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            var key = root.relativize(file).toString().replace('\\', '/');
            if (key.startsWith(prefix)) {
              visitor.visit(blob(key, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // Deleted since the folder was read.
            }
            throw e;
          }
        });
  }

  @Override
  public void abandonBefore(Instant time) throws IOException {
    list(
        HALVES + "/",
        half -> {
          if (half.modified().isBefore(time)) {
            delete(half.key());
          }
        });
  }

  /** Only this process can read the folder. */
  @Override
  public Optional<URI> link(String key, Duration valid, String fileName) {
    return Optional.empty();
  }

  private Path path(String key) {
    var path = root.resolve(key).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("Not below the store: " + key);
    }
    return path;
  }
}
