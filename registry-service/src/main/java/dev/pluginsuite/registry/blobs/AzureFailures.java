package dev.pluginsuite.registry.blobs;

import com.azure.core.exception.AzureException;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.Exceptions;

/** Azure's failures as those of every store. */
final class AzureFailures {
  private static final int NOT_FOUND = 404;

  private AzureFailures() {}

  static <T> T get(String key, Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw translated(key, e);
    }
  }

  static void run(String key, Runnable call) throws IOException {
    get(
        key,
        () -> {
          call.run();
          return true;
        });
  }

  /** What is neither the server's nor the network's is a bug and stays what it is. */
  static IOException translated(String key, RuntimeException e) {
    if (e instanceof BlobStorageException azure && azure.getStatusCode() == NOT_FOUND) {
      return (IOException) new NoSuchFileException(key).initCause(e);
    }
    var cause = Exceptions.unwrap(e);
    if (e instanceof AzureException
        || cause instanceof IOException
        || cause instanceof TimeoutException
        || e.getCause() instanceof IOException
        || e.getCause() instanceof TimeoutException) {
      return new IOException("Azure failed on " + key + ": " + e.getMessage(), e);
    }
    throw e;
  }
}
