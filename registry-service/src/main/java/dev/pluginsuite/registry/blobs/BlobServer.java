package dev.pluginsuite.registry.blobs;

/** A connection to where an account's buckets are. */
public interface BlobServer extends AutoCloseable {
  /**
   * @param prefix of every key, without slashes at its ends; empty for none
   */
  BlobStore store(String bucket, String prefix);

  @Override
  void close();
}
