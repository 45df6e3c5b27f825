package dev.pluginsuite.registry.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bytes under keys, written once and whole or not at all. Streams both ways in constant memory. All
 * methods block; they fail with an {@link IOException} where waiting may help, and with {@link
 * java.nio.file.NoSuchFileException} where there is nothing under the key.
 */
public interface BlobStore {
  /**
   * Writes what the stream holds. Whatever fails, the stream included, leaves nothing.
   *
   * @return false if there were bytes under the key already: they stay as they were
   */
  boolean put(String key, InputStream bytes) throws IOException;

  /** Copies without moving the bytes through this process where the server can; like put. */
  boolean copy(String from, String to) throws IOException;

  /** Reads a part; the caller closes it, and does not have to read it to its end. */
  InputStream open(String key, long from, long length) throws IOException;

  Optional<Blob> find(String key) throws IOException;

  /** Twice is the same as once. */
  void delete(String key) throws IOException;

  /** Shows everything whose key begins so, one by one, in no order. */
  void list(String prefix, Visitor visitor) throws IOException;

  /** Removes what writers left half written when they died before that time. */
  void abandonBefore(Instant time) throws IOException;

  /** A link that lets its bearer read the bytes from the server itself, where it offers that. */
  Optional<URI> link(String key, Duration valid, String fileName);

  /** Told of every blob in turn. */
  interface Visitor {
    void visit(Blob blob) throws IOException;
  }
}
