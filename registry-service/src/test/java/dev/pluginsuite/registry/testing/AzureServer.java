package dev.pluginsuite.registry.testing;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.pluginsuite.registry.blobs.Account;
import dev.pluginsuite.registry.blobs.Account.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Azurite, Microsoft's own emulator. It needs Node: where there is none, there is no server. */
public final class AzureServer implements AutoCloseable {
  private static final String VERSION = "3.35.0";
  private static final String ACCOUNT = "suite";
  private static final String KEY =
      Base64.getEncoder().encodeToString("a key of the tests".getBytes(StandardCharsets.UTF_8));
  private static final long INSTALLATION_MINUTES = 5;

  private final URI url;
  private final ServerProcess process;

  private AzureServer(URI url, ServerProcess process) {
    this.url = url;
    this.process = process;
  }

  static boolean isPossible() {
    return Stream.of("node", "npm").allMatch(AzureServer::isOnPath);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
  }

  static AzureServer start() throws IOException, InterruptedException {
    return start(List.of());
  }

  /** One that can write no larger file: a disk that is full to it. */
  public static AzureServer withFilesUpTo(int mebibytes) throws IOException, InterruptedException {
    return start(ServerProcess.withFilesUpTo(mebibytes));
  }

  private static AzureServer start(List<String> before) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("azure");
    int port = ServerProcess.freePort();
    var command = new ArrayList<>(before);
    command.addAll(
        List.of(
            "env",
            "AZURITE_ACCOUNTS=" + ACCOUNT + ":" + KEY,
            "node",
            installed().resolve("node_modules/azurite/dist/src/blob/main.js").toString(),
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            String.valueOf(port),
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--silent",
            "--location",
            folder.toString()));
    var url = URI.create("http://127.0.0.1:%d/%s".formatted(port, ACCOUNT));
    return new AzureServer(url, ServerProcess.start(folder, url, command));
  }

  /** Once per user and version. */
  private static Path installed() throws IOException, InterruptedException {
    var cache = Files.createDirectories(cache());
    var folder = cache.resolve("azurite-" + VERSION);
    try (var lock =
        FileChannel.open(
            cache.resolve("azurite.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      if (!Files.isDirectory(folder)) {
        install(cache.resolve("azurite.draft"), folder);
      }
    }
    return folder;
  }

  private static void install(Path draft, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(draft);
    var npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
                ".",
                "azurite@" + VERSION)
            .directory(draft.toFile())
            .redirectErrorStream(true)
            .redirectOutput(draft.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(INSTALLATION_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IllegalStateException(Files.readString(draft.resolve("npm.log")));
    }
    Files.move(draft, folder);
  }

  private static Path cache() {
    var configured = System.getenv("XDG_CACHE_HOME");
    var base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return base.resolve("plugin-suite");
  }

  public URI url() {
    return url;
  }

  public static Account account(URI at, Duration timeout) {
    return new Account(Kind.AZURE, at, "", Optional.of(ACCOUNT), Optional.of(KEY), timeout);
  }

  public void createContainer(String name) {
    new BlobServiceClientBuilder()
        .endpoint(url.toString())
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient()
        .createBlobContainer(name);
  }

  @Override
  public void close() {
    process.close();
  }
}
