package dev.pluginsuite.registry.blobs;

import com.azure.core.util.Context;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A container, or what is below a prefix in it. */
final class AzureBlobStore implements BlobStore {
  /** Read by one request each, and held in memory meanwhile. */
  private static final int READ_AT_ONCE = 4 * 1024 * 1024;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final BlobContainerClient container;
  private final String prefix;
  private final Duration timeout;

  AzureBlobStore(BlobContainerClient container, String prefix, Duration timeout) {
    this.container = container;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
    this.timeout = timeout;
  }

  @Override
  public boolean put(String key, InputStream bytes) throws IOException {
    if (find(key).isPresent()) {
      return false;
    }
    return new AzureWriter(blob(key), key).write(bytes);
  }

  @Override
  public boolean copy(String from, String to) throws IOException {
    var source = new BlobBeginCopyOptions(blob(from).getBlobUrl());
    source.setDestinationRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
    source.setPollInterval(Duration.ofMillis(100));
    return AzureFailures.get(from, () -> copied(source, to));
  }

  private boolean copied(BlobBeginCopyOptions source, String to) {
    try {
      var end = blob(to).beginCopy(source).waitForCompletion(timeout.multipliedBy(10)).getStatus();
      if (!LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(end)) {
        // What the server gives up leaves an empty blob, which would pass for the copy.
        blob(to).deleteIfExists();
        throw new UncheckedIOException(new IOException("The copy ended as " + end));
      }
      return true;
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    var part =
        new BlobInputStreamOptions()
            .setRange(new BlobRange(from, length))
            .setBlockSize((int) Math.min(READ_AT_ONCE, length));
    var bytes = AzureFailures.get(key, () -> blob(key).openInputStream(part));
    return new AzureInputStream(bytes, key);
  }

  @Override
  public Optional<Blob> find(String key) throws IOException {
    return AzureFailures.get(key, () -> properties(key));
  }

  private Optional<Blob> properties(String key) {
    try {
      var found = blob(key).getProperties();
      return Optional.of(new Blob(key, found.getBlobSize(), found.getLastModified().toInstant()));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void delete(String key) throws IOException {
    AzureFailures.get(key, () -> blob(key).deleteIfExists());
  }

  @Override
  public void list(String wanted, Visitor visitor) throws IOException {
    var options = new ListBlobsOptions().setPrefix(prefix + wanted);
    var blobs =
        AzureFailures.get(
            wanted, () -> container.listBlobs(options, null, timeout.multipliedBy(10)).iterator());
    while (AzureFailures.get(wanted, blobs::hasNext)) {
      visitor.visit(blob(blobs.next()));
    }
  }

  private Blob blob(BlobItem it) {
    var properties = it.getProperties();
    return new Blob(
        it.getName().substring(prefix.length()),
        properties.getContentLength(),
        properties.getLastModified().toInstant());
  }

  /** The server itself forgets blocks that nobody named in a list within a week. */
  @Override
  public void abandonBefore(Instant time) {}

  @Override
  public Optional<URI> link(String key, Duration valid, String fileName) {
    var until = OffsetDateTime.now(ZoneOffset.UTC).plus(valid);
    var read = new BlobSasPermission().setReadPermission(true);
    var values =
        new BlobServiceSasSignatureValues(until, read)
            .setContentType("application/gzip")
            .setContentDisposition("attachment; filename=\"" + fileName + "\"");
    var blob = blob(key);
    var signature = blob.generateSas(values, Context.NONE);
    return Optional.of(URI.create(blob.getBlobUrl() + "?" + signature));
  }

  private BlockBlobClient blob(String key) {
    return container.getBlobClient(prefix + key).getBlockBlobClient();
  }
}
