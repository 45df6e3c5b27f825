package dev.pluginsuite.registry.blobs;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Access to a storage server.
 *
 * @param url of the server; the folder above its buckets for a file system
 * @param keyId S3: the access key's id, Azure: the account's name
 * @param timeout of one answer or one read; a slower server counts as away
 */
public record Account(
    Kind kind,
    URI url,
    String region,
    Optional<String> keyId,
    Optional<String> secret,
    Duration timeout) {

  /** The protocols that we speak. */
  public enum Kind {
    FILESYSTEM,
    S3,
    AZURE
  }

  /** The stores of this account; its connections are shared by all of them. */
  public BlobServer connect() {
    return switch (kind) {
      case FILESYSTEM -> new FileServer(this);
      case S3 -> new S3Server(this);
      case AZURE -> new AzureServer(this);
    };
  }

  /** Without the secret: accounts reach logs. */
  @Override
  public String toString() {
    return kind + " at " + url;
  }
}
