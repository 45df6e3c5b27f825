package dev.pluginsuite.registry.testing;

import dev.pluginsuite.registry.blobs.Account;
import dev.pluginsuite.registry.blobs.Account.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy over a folder: checks signatures, knows multipart uploads, ranges and signed links. */
public final class S3Server implements AutoCloseable {
  public static final String KEY_ID = "suite";
  public static final String SECRET = "suite-secret";

  private final URI url;
  private final ServerProcess process;

  private S3Server(URI url, ServerProcess process) {
    this.url = url;
    this.process = process;
  }

  public static S3Server start() throws IOException, InterruptedException {
    return start(Optional.empty());
  }

  /** One that can write no larger file: a disk that is full to it. */
  public static S3Server withFilesUpTo(int mebibytes) throws IOException, InterruptedException {
    return start(Optional.of(mebibytes));
  }

  private static S3Server start(Optional<Integer> mebibytes)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("s3");
    var url = URI.create("http://127.0.0.1:" + ServerProcess.freePort());
    Files.writeString(
        folder.resolve("s3proxy.properties"),
        """
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        s3proxy.endpoint=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(KEY_ID, SECRET, url, Files.createDirectory(folder.resolve("data"))));
    Files.writeString(
        folder.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%level %logger %msg%n%ex</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
    return new S3Server(url, ServerProcess.start(folder, url, command(mebibytes)));
  }

  private static List<String> command(Optional<Integer> mebibytes) {
    var jars = Path.of("target/s3-server").toAbsolutePath();
    var java = ProcessHandle.current().info().command().orElse("java");
    var server =
        List.of(
            java,
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ".:" + jars + "/*",
            "org.gaul.s3proxy.Main",
            "--properties",
            "s3proxy.properties");
    var command = new ArrayList<>(mebibytes.map(ServerProcess::withFilesUpTo).orElse(List.of()));
    command.addAll(server);
    return command;
  }

  public URI url() {
    return url;
  }

  /** Access through another address, such as a proxy's. */
  public static Account account(URI at, Duration timeout) {
    return new Account(Kind.S3, at, "us-east-1", Optional.of(KEY_ID), Optional.of(SECRET), timeout);
  }

  public void createBucket(String name) {
    try (var client =
        S3Client.builder()
            .endpointOverride(url)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET)))
            .build()) {
      client.createBucket(it -> it.bucket(name));
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
