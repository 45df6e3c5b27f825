package dev.pluginsuite.registry.blobs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes one object: at once if it is small, in parts otherwise. Holds one part in memory, so that
 * a part whose sending failed can be sent again.
 */
final class S3Writer {
  private static final Logger LOG = Logger.getLogger(S3Writer.class);

  /** The least that S3 takes for a part; 10,000 of them are 48 GiB. */
  private static final int PART = 5 * 1024 * 1024;

  private static final String NOBODY = "*";
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final byte[] part = new byte[PART];

  S3Writer(S3Client client, String bucket, String key) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
  }

  /** Whether the object is new: of many who write it at once, the first wins. */
  boolean write(InputStream bytes) throws IOException {
    int first = bytes.readNBytes(part, 0, PART);
    try {
      if (first < PART) {
        client.putObject(it -> it.bucket(bucket).key(key).ifNoneMatch(NOBODY), body(first));
      } else {
        writeInParts(bytes);
      }
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return false;
      }
      throw S3Failures.translated(key, e);
    } catch (SdkException e) {
      throw S3Failures.translated(key, e);
    }
  }

  private void writeInParts(InputStream bytes) throws IOException {
    var upload = client.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
    var whole = false;
    try {
      var parts = new ArrayList<CompletedPart>();
      for (int size = PART; size > 0; size = bytes.readNBytes(part, 0, PART)) {
        parts.add(send(upload, parts.size() + 1, size));
      }
      complete(upload, parts);
      whole = true;
    } finally {
      if (!whole) {
        abandon(client, bucket, key, upload);
      }
    }
  }

  private CompletedPart send(String upload, int number, int size) {
    var sent =
        client.uploadPart(
            it -> it.bucket(bucket).key(key).uploadId(upload).partNumber(number), body(size));
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  private void complete(String upload, List<CompletedPart> parts) {
    client.completeMultipartUpload(
        it ->
            it.bucket(bucket)
                .key(key)
                .uploadId(upload)
                .ifNoneMatch(NOBODY)
                .multipartUpload(all -> all.parts(parts)));
  }

  private RequestBody body(int size) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(part, 0, size), size, "application/gzip");
  }

  /** What stays nevertheless is found by its age. */
  static void abandon(S3Client client, String bucket, String key, String upload) {
    try {
      client.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      LOG.warnf("Cannot abort the upload of %s/%s: %s", bucket, key, e.getMessage());
    }
  }
}
