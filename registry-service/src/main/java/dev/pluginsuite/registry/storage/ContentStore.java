package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.problem.RegistryProblem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Bytes on a file system: uploads under their id for a while, packages under their SHA-256 for
 * good. Nothing that a client sent reaches a path but a UUID or 64 hex digits. All methods block.
 */
@ApplicationScoped
public class ContentStore {
  private static final Logger LOG = Logger.getLogger(ContentStore.class);

  private final Path uploads;
  private final Path blobs;
  private final Path quarantine;
  private final MeterRegistry metrics;

  ContentStore(StorageConfig config, MeterRegistry metrics) {
    this.uploads = folder(config.root().resolve("uploads"));
    this.blobs = folder(config.root().resolve("sha256"));
    this.quarantine = folder(config.root().resolve("quarantine"));
    this.metrics = metrics;
  }

  /** Streams an upload to disk, hashing on the way; leaves nothing if it fails or is too large. */
  public StoredContent receive(UUID upload, InputStream bytes, long largest) {
    var target = uploads.resolve(upload.toString());
    try (var in = new DigestInputStream(bytes, Sha256.digest());
        var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      var buffer = new byte[64 * 1024];
      long size = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > largest) {
          throw RegistryProblem.UPLOAD_TOO_LARGE.because(
              "A package has at most %d bytes.".formatted(largest));
        }
        out.write(buffer, 0, read);
      }
      return new StoredContent(HexFormat.of().formatHex(in.getMessageDigest().digest()), size);
    } catch (IOException e) {
      discard(upload);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      discard(upload);
      throw e;
    }
  }

  /** Keeps an upload's bytes for good. Twice is the same as once. */
  public void keep(UUID upload, String checksum) {
    var blob = blob(checksum);
    try {
      Files.createDirectories(blob.getParent());
      Files.createLink(blob, uploads.resolve(upload.toString()));
    } catch (FileAlreadyExistsException same) {
      LOG.debugf("Already kept: %s", checksum);
    } catch (UnsupportedOperationException noLinks) {
      copy(upload, blob);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(UUID upload, Path blob) {
    try {
      var half = Files.createTempFile(blob.getParent(), "half-", "");
      Files.copy(uploads.resolve(upload.toString()), half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, blob, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Discards all uploads whose last byte came in before that time. */
  public void discardBefore(Instant time) {
    try (var old =
        Files.newDirectoryStream(
            uploads, it -> Files.getLastModifiedTime(it).toInstant().isBefore(time))) {
      for (var upload : old) {
        Files.deleteIfExists(upload);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warnf("Cannot remove old uploads: %s", e.getMessage());
    }
  }

  public void discard(UUID upload) {
    try {
      Files.deleteIfExists(uploads.resolve(upload.toString()));
    } catch (IOException e) {
      LOG.warnf("Cannot remove upload %s: %s", upload, e.getMessage());
    }
  }

  /**
   * The bytes, hashed while they are read: if they are not what they were, the stream fails before
   * its last part and the object goes to quarantine.
   */
  public InputStream open(String checksum, long size) {
    try {
      var file = Files.newInputStream(blob(checksum));
      return new VerifiedInputStream(file, checksum, size, () -> quarantine(checksum));
    } catch (NoSuchFileException e) {
      throw RegistryProblem.CONTENT_UNAVAILABLE.because(
          "The object sha256:%s is missing or was put into quarantine; central IT has to restore it."
              .formatted(checksum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void quarantine(String checksum) {
    LOG.errorf("Object sha256:%s does not match its digest any more: quarantined", checksum);
    metrics.counter("storage.corrupt").increment();
    try {
      Files.move(blob(checksum), quarantine.resolve(checksum), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.errorf(e, "Cannot quarantine %s", checksum);
    }
  }

  private Path blob(String checksum) {
    if (!checksum.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("Not a digest: " + checksum);
    }
    return blobs.resolve(checksum.substring(0, 2)).resolve(checksum);
  }

  private static Path folder(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
