package dev.pluginsuite.registry.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A bucket, or what is below a prefix in it. */
final class S3BlobStore implements BlobStore {
  private final S3Client client;
  private final S3Presigner presigner;
  private final String bucket;
  private final String prefix;

  S3BlobStore(S3Client client, S3Presigner presigner, String bucket, String prefix) {
    this.client = client;
    this.presigner = presigner;
    this.bucket = bucket;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
  }

  @Override
  public boolean put(String key, InputStream bytes) throws IOException {
    if (find(key).isPresent()) {
      return false;
    }
    return new S3Writer(client, bucket, prefix + key).write(bytes);
  }

  /** Two who copy the same bytes at the same time write the same bytes. */
  @Override
  public boolean copy(String from, String to) throws IOException {
    if (find(to).isPresent()) {
      return false;
    }
    S3Failures.run(
        from,
        () ->
            client.copyObject(
                it ->
                    it.sourceBucket(bucket)
                        .sourceKey(prefix + from)
                        .destinationBucket(bucket)
                        .destinationKey(prefix + to)));
    return true;
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    var range = "bytes=%d-%d".formatted(from, from + length - 1);
    var body =
        S3Failures.get(
            key, () -> client.getObject(it -> it.bucket(bucket).key(prefix + key).range(range)));
    return new S3InputStream(body);
  }

  @Override
  public Optional<Blob> find(String key) throws IOException {
    return S3Failures.get(key, () -> head(key));
  }

  private Optional<Blob> head(String key) {
    try {
      var found = client.headObject(it -> it.bucket(bucket).key(prefix + key));
      return Optional.of(new Blob(key, found.contentLength(), found.lastModified()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    S3Failures.run(key, () -> client.deleteObject(it -> it.bucket(bucket).key(prefix + key)));
  }

  @Override
  public void list(String wanted, Visitor visitor) throws IOException {
    var pages = client.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(prefix + wanted));
    // Asks for the first page already.
    var blobs = S3Failures.get(wanted, () -> pages.contents().iterator());
    while (S3Failures.get(wanted, blobs::hasNext)) {
      visitor.visit(blob(blobs.next()));
    }
  }

  private Blob blob(S3Object it) {
    return new Blob(it.key().substring(prefix.length()), it.size(), it.lastModified());
  }

  @Override
  public void abandonBefore(Instant time) throws IOException {
    S3Failures.run(
        prefix,
        () ->
            client
                .listMultipartUploadsPaginator(it -> it.bucket(bucket).prefix(prefix))
                .uploads()
                .stream()
                .filter(it -> it.initiated().isBefore(time))
                .forEach(it -> S3Writer.abandon(client, bucket, it.key(), it.uploadId())));
  }

  @Override
  public Optional<URI> link(String key, Duration valid, String fileName) {
    var disposition = "attachment; filename=\"" + fileName + "\"";
    var signed =
        presigner.presignGetObject(
            it ->
                it.signatureDuration(valid)
                    .getObjectRequest(
                        get ->
                            get.bucket(bucket)
                                .key(prefix + key)
                                .responseContentType("application/gzip")
                                .responseContentDisposition(disposition)));
    try {
      return Optional.of(signed.url().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
