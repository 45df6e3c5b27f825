package dev.pluginsuite.registry.blobs;

import java.nio.file.Path;

/** Buckets that are folders. */
final class FileServer implements BlobServer {
  private final Path folder;

  FileServer(Account account) {
    this.folder = Path.of(account.url());
  }

  @Override
  public BlobStore store(String bucket, String prefix) {
    return new FileBlobStore(folder.resolve(bucket).resolve(prefix));
  }

  @Override
  public void close() {
    // Nothing is open between two calls.
  }
}
