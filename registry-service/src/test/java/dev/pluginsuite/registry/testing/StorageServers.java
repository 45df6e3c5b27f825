package dev.pluginsuite.registry.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pluginsuite.registry.blobs.Account;
import dev.pluginsuite.registry.blobs.Account.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server of each kind for all tests of a run, started by the first that needs it. */
public final class StorageServers {
  public static final String BUCKET = "suite-tests";

  private static @Nullable S3Server s3;
  private static @Nullable AzureServer azure;
  private static @Nullable URI folder;

  private StorageServers() {}

  /** The server's address; without Node the test that wants Azure is skipped and says why. */
  public static synchronized URI url(Kind kind) {
    try {
      return switch (kind) {
        case FILESYSTEM -> folder();
        case S3 -> s3();
        case AZURE -> azure();
      };
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether there can be such a server here. */
  public static boolean isPossible(Kind kind) {
    return kind != Kind.AZURE || AzureServer.isPossible();
  }

  public static Account account(Kind kind, URI at, Duration timeout) {
    return switch (kind) {
      case FILESYSTEM -> new Account(kind, at, "", Optional.empty(), Optional.empty(), timeout);
      case S3 -> S3Server.account(at, timeout);
      case AZURE -> AzureServer.account(at, timeout);
    };
  }

  private static URI folder() throws IOException {
    if (folder == null) {
      folder = Files.createDirectories(Path.of("target/stores")).toAbsolutePath().toUri();
    }
    return folder;
  }

  private static URI s3() throws IOException, InterruptedException {
    if (s3 == null) {
      s3 = S3Server.start();
      s3.createBucket(BUCKET);
    }
    return s3.url();
  }

  private static URI azure() throws IOException, InterruptedException {
    assumeTrue(AzureServer.isPossible(), "Azure Blob is tested where node and npm are installed");
    if (azure == null) {
      azure = AzureServer.start();
      azure.createContainer(BUCKET);
    }
    return azure.url();
  }
}
