package dev.pluginsuite.registry.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Remembers chunks of objects of which parts are asked for. Many who ask for parts of the same
 * object at once make it be read once.
 */
final class KnownChunks {
  /** Bytes of digests: 64 GiB of packages. */
  private static final long LARGEST = 8 * 1024 * 1024;

  private final Cache<String, Chunks> known =
      Caffeine.newBuilder()
          .maximumWeight(LARGEST)
          .weigher((String checksum, Chunks chunks) -> chunks.weight())
          .build();

  Chunks of(StoredContent content, Whole whole) throws IOException {
    try {
      return known.get(content.checksum(), it -> read(content, whole));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Chunks read(StoredContent content, Whole whole) {
    try (var bytes = whole.open()) {
      return Chunks.of(content, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Whole {
    InputStream open() throws IOException;
  }
}
