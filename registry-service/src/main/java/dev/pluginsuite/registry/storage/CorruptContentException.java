package dev.pluginsuite.registry.storage;

import java.io.IOException;

/** Stored bytes are not what they were. */
final class CorruptContentException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptContentException(String checksum) {
    super("Stored object does not match sha256:" + checksum);
  }
}
