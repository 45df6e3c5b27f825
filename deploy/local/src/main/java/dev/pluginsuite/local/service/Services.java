package dev.pluginsuite.local.service;

import dev.pluginsuite.local.process.ChildProcess;
import dev.pluginsuite.local.process.JavaCommand;
import dev.pluginsuite.local.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The running services. They start and stop side by side. */
public final class Services implements AutoCloseable {
  private static final int MEGABYTES = 256;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Map<LocalService, ChildProcess> running = new EnumMap<>(LocalService.class);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Surroundings around;

  public Services(Surroundings around) {
    this.around = around;
  }

  /** Starts them all before it waits for the first. */
  public void start(
      Path root, Processes processes, Set<LocalService> wanted, Consumer<String> progress)
      throws IOException, InterruptedException {
    for (var service : wanted) {
      var jar = service.jar(root);
      if (!Files.exists(jar)) {
        throw new IOException("%s is not built: there is no %s".formatted(service.fullName(), jar));
      }
      var folder = ServiceConfiguration.write(service, around);
      var command = JavaCommand.of(MEGABYTES, List.of(), jar);
      running.put(service, processes.start(service.fullName(), command, folder));
    }
    for (var service : wanted) {
      var ready = URI.create(around.url(service) + "/q/health/ready");
      Objects.requireNonNull(running.get(service)).awaitReady(() -> isReady(ready), PATIENCE);
      progress.accept("%s is ready on %s".formatted(service.fullName(), around.url(service)));
    }
  }

  private boolean isReady(URI url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public List<ChildProcess> processes() {
    return List.copyOf(running.values());
  }

  @Override
  public void close() {
    var stops =
        running.values().stream()
            .map(it -> CompletableFuture.runAsync(() -> stop(it), threads))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(stops).join();
    threads.shutdown();
  }

  private static void stop(ChildProcess process) {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
