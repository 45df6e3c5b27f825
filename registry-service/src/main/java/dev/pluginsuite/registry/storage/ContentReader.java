package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.ResumingInputStream;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Hands kept bytes out, verified: nothing leaves as whole that is not what was approved. What does
 * not match goes to quarantine. All methods block.
 */
@ApplicationScoped
@Startup
public class ContentReader {
  private static final Logger LOG = Logger.getLogger(ContentReader.class);

  private final StorageAccounts accounts;
  private final StorageConfig config;
  private final Counter corrupt;
  private final KnownChunks chunks = new KnownChunks();

  ContentReader(StorageAccounts accounts, StorageConfig config, MeterRegistry metrics) {
    this.accounts = accounts;
    this.config = config;
    this.corrupt = metrics.counter("storage.corrupt");
  }

  /** All bytes; the stream fails before its last part if they are not what they were. */
  public InputStream open(List<StorageLocation> where, StoredContent content) {
    return first(where, content, location -> whole(location, content));
  }

  /** A part, each chunk of which is compared with what a verified reading of the whole found. */
  public InputStream open(
      List<StorageLocation> where, StoredContent content, long from, long length) {
    return first(where, content, location -> part(location, content, from, length));
  }

  /** A link to the bytes past this service, if their account says so. */
  public Optional<URI> link(List<StorageLocation> where, StoredContent content, String fileName) {
    return where.stream()
        .filter(accounts::redirects)
        .findFirst()
        .flatMap(it -> link(it, content, fileName));
  }

  private Optional<URI> link(StorageLocation location, StoredContent content, String fileName) {
    try {
      var key = Keys.object(content.checksum());
      return accounts.at(location).link(key, config.linkValid(), fileName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream whole(StorageLocation location, StoredContent content) throws IOException {
    var bytes = read(location, content, 0, content.size());
    return new VerifiedInputStream(
        bytes, content.checksum(), content.size(), () -> quarantine(location, content));
  }

  private InputStream part(StorageLocation location, StoredContent content, long from, long length)
      throws IOException {
    var known = chunks.of(content, () -> whole(location, content));
    long start = known.startOfChunk(from);
    long end = Math.min(known.endOfChunk(from + length - 1), content.size());
    var bytes = read(location, content, start, end - start);
    return new VerifiedPart(bytes, known, from, length, () -> quarantine(location, content));
  }

  private InputStream read(StorageLocation location, StoredContent content, long from, long length)
      throws IOException {
    var store = accounts.at(location);
    return new ResumingInputStream(
        store, Keys.object(content.checksum()), from, length, config.deadline());
  }

  /** From the first place that has them. */
  private static InputStream first(
      List<StorageLocation> where, StoredContent content, Opening opening) {
    IOException away = null;
    for (var location : where) {
      try {
        return opening.at(location);
      } catch (NoSuchFileException | CorruptContentException e) {
        LOG.debugf("sha256:%s is not at %s", content.checksum(), location);
      } catch (IOException e) {
        LOG.warnf("Cannot read sha256:%s at %s: %s", content.checksum(), location, e.getMessage());
        away = e;
      }
    }
    if (away != null) {
      throw new UncheckedIOException(away);
    }
    throw RegistryProblem.CONTENT_UNAVAILABLE.because(
        "The object sha256:%s is missing or was put into quarantine; central IT has to restore it."
            .formatted(content.checksum()));
  }

  private void quarantine(StorageLocation location, StoredContent content) {
    var checksum = content.checksum();
    LOG.errorf("sha256:%s at %s does not match its digest: quarantined", checksum, location);
    corrupt.increment();
    try {
      var store = accounts.at(location);
      store.copy(Keys.object(checksum), Keys.quarantine(checksum));
      store.delete(Keys.object(checksum));
    } catch (IOException e) {
      LOG.errorf(e, "Cannot quarantine %s", checksum);
    }
  }

  private interface Opening {
    InputStream at(StorageLocation location) throws IOException;
  }
}
