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
  private final Path root;
  private final Processes processes;
  private final boolean recordArchives;

  /**
   * @param recordArchives whether the next start may be quicker for a slower stop of this one
   */
  public Services(Surroundings around, Path root, Processes processes, boolean recordArchives) {
    this.around = around;
    this.root = root;
    this.processes = processes;
    this.recordArchives = recordArchives;
  }

  /** Starts them all before it waits for the first. */
  public void start(Set<LocalService> wanted, Consumer<String> progress)
      throws IOException, InterruptedException {
    for (var service : wanted) {
      running.put(service, launch(service));
    }
    for (var service : wanted) {
      var ready = URI.create(around.url(service) + "/q/health/ready");
      Objects.requireNonNull(running.get(service)).awaitReady(() -> isReady(ready), PATIENCE);
      progress.accept("%s is ready on %s".formatted(service.fullName(), around.url(service)));
    }
  }

  private ChildProcess launch(LocalService service) throws IOException {
    var jar = service.jar(root);
    if (!Files.exists(jar)) {
      throw new IOException("%s is not built: there is no %s".formatted(service.fullName(), jar));
    }
    var archives = Files.createDirectories(around.state().resolve("class-archives"));
    var command =
        JavaCommand.withHeap(MEGABYTES)
            .archive(archives.resolve(service.fullName() + ".jsa"), recordArchives)
            .with(optionsOfTheUser())
            .jar(jar);
    return processes.start(
        service.fullName(), command, ServiceConfiguration.write(service, around));
  }

  private static List<String> optionsOfTheUser() {
    var text = System.getenv().getOrDefault("PLUGIN_SUITE_JAVA_OPTIONS", "").strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
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
