package dev.pluginsuite.registry.blobs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's failures as those of every store. */
final class S3Failures {
  private static final int NOT_FOUND = 404;

  private S3Failures() {}

  static <T> T get(String key, Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translated(key, e);
    }
  }

  static void run(String key, Runnable call) throws IOException {
    try {
      call.run();
    } catch (SdkException e) {
      throw translated(key, e);
    }
  }

  static IOException translated(String key, SdkException e) {
    if (e instanceof S3Exception s3 && s3.statusCode() == NOT_FOUND) {
      return (IOException) new NoSuchFileException(key).initCause(e);
    }
    return new IOException("S3 failed on " + key + ": " + e.getMessage(), e);
  }
}
