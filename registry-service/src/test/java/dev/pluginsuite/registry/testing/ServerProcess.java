package dev.pluginsuite.registry.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server as a child in the foreground: ready when it answers, gone when the tests are. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;
  private final Path log;

  private ServerProcess(Process process, Path folder, Path log) {
    this.process = process;
    this.folder = folder;
    this.log = log;
  }

  public static ServerProcess start(Path folder, URI url, List<String> command)
      throws IOException, InterruptedException {
    var log = folder.resolve("server.log");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null")).redirectOutput(log.toFile());
    var server = new ServerProcess(builder.start(), folder, log);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.awaitAnswer(url);
    return server;
  }

  /** What to put before a command whose files must not grow larger. */
  static List<String> withFilesUpTo(int mebibytes) {
    // POSIX counts in blocks of 512 bytes.
    var script = "ulimit -f %d && exec \"$@\"".formatted(mebibytes * 2048);
    return List.of("sh", "-c", script, "sh");
  }

  private void awaitAnswer(URI url) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(url)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        var said = Files.readString(log);
        close();
        throw new IllegalStateException("No answer from " + url + ": " + said);
      }
    }
  }

  private static boolean answers(URI url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException alreadyGone) {
      // Closed twice: by the test and by the hook.
    }
  }
}
