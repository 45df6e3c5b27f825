package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.BlobStore;
import dev.pluginsuite.registry.blobs.ResumingInputStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes bytes: uploads under their id for a while, in the default store, where every replica finds
 * them; packages under their SHA-256 for good. All methods block.
 */
@ApplicationScoped
public class ContentStore {
  private static final Logger LOG = Logger.getLogger(ContentStore.class);

  private final StorageAccounts accounts;
  private final StorageConfig config;

  ContentStore(StorageAccounts accounts, StorageConfig config) {
    this.accounts = accounts;
    this.config = config;
  }

  /** Streams an upload in, hashing on the way; leaves nothing if it fails or is too large. */
  public StoredContent receive(UUID upload, InputStream bytes, long largest) {
    try {
      return receiveOnce(upload, bytes, largest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredContent receiveOnce(UUID upload, InputStream bytes, long largest)
      throws IOException {
    var limited = new LimitedInputStream(bytes, largest);
    try (var in = new DigestInputStream(limited, Sha256.digest())) {
      if (!staging().put(Keys.upload(upload), in)) {
        throw new IllegalStateException("Upload %s is there already.".formatted(upload));
      }
      return new StoredContent(
          HexFormat.of().formatHex(in.getMessageDigest().digest()), limited.passed());
    }
  }

  /** Keeps an upload's bytes for good. Twice is the same as once. */
  public void keep(StorageLocation location, UUID upload, StoredContent content) {
    var object = Keys.object(content.checksum());
    try {
      var target = accounts.at(location);
      if (location.equals(StorageLocation.DEFAULT)) {
        target.copy(Keys.upload(upload), object);
      } else if (target.find(object).isEmpty()) {
        transfer(upload, content, target, object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void transfer(UUID upload, StoredContent content, BlobStore target, String object)
      throws IOException {
    var staged =
        new ResumingInputStream(
            staging(), Keys.upload(upload), 0, content.size(), config.deadline());
    try (var verified =
        new VerifiedInputStream(
            staged,
            content.checksum(),
            content.size(),
            () -> LOG.errorf("Upload %s does not match its digest any more", upload))) {
      target.put(object, verified);
    }
  }

  /** Discards all uploads whose last byte came in before that time, the half ones included. */
  public void discardBefore(Instant time) {
    try {
      var staging = staging();
      staging.list(
          Keys.UPLOADS,
          upload -> {
            if (upload.modified().isBefore(time)) {
              staging.delete(upload.key());
            }
          });
      staging.abandonBefore(time);
    } catch (IOException e) {
      LOG.warnf("Cannot remove old uploads: %s", e.getMessage());
    }
  }

  /** Discards one upload; what cannot be removed now goes by its age. */
  public void discard(UUID upload) {
    try {
      staging().delete(Keys.upload(upload));
    } catch (IOException e) {
      LOG.warnf("Cannot remove upload %s: %s", upload, e.getMessage());
    }
  }

  private BlobStore staging() throws IOException {
    return accounts.at(StorageLocation.DEFAULT);
  }
}
