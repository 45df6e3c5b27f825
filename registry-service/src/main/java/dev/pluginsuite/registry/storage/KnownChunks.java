package dev.pluginsuite.registry.storage;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Remembers chunks of objects of which parts are asked for. Many who ask for parts of the same
 * object at once make it be read once.
 */
final class KnownChunks {
  /** Bytes of digests: 64 GiB of packages. */
  private static final long LARGEST = 8 * 1024 * 1024;

  /** Of futures: whoever computed within the cache would hold up other objects meanwhile. */
  private final AsyncCache<String, Chunks> known =
      Caffeine.newBuilder()
          .maximumWeight(LARGEST)
          .weigher((String checksum, Chunks chunks) -> chunks.weight())
          .buildAsync();

  Chunks of(StoredContent content, Whole whole) throws IOException {
    var mine = new CompletableFuture<Chunks>();
    var theirs = known.asMap().putIfAbsent(content.checksum(), mine);
    if (theirs == null) {
      read(content, whole, mine);
    }
    return result(theirs == null ? mine : theirs);
  }

  /** What fails is forgotten by the cache. */
  private static void read(StoredContent content, Whole whole, CompletableFuture<Chunks> result) {
    try (var bytes = whole.open()) {
      result.complete(Chunks.of(content, bytes));
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is: others wait for it.
      result.completeExceptionally(e);
    }
  }

  private static Chunks result(CompletableFuture<Chunks> reading) throws IOException {
    try {
      return reading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  interface Whole {
    InputStream open() throws IOException;
  }
}
