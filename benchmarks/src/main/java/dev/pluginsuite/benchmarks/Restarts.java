package dev.pluginsuite.benchmarks;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stops and starts services alone. What runs at the end is stopped when this JVM exits. */
final class Restarts {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningSuite suite;
  private final Map<LocalService, Process> running = new ConcurrentHashMap<>();

  Restarts(RunningSuite suite) {
    this.suite = suite;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll));
  }

  /** So many starts, each from the process to its readiness; the last one stays. */
  List<Start> of(LocalService service, Command command, int times)
      throws IOException, InterruptedException {
    var starts = new ArrayList<Start>();
    for (int i = 0; i < times; i++) {
      SuiteProcess.named(suite, service.fullName()).stop();
      starts.add(start(service, command));
    }
    return starts;
  }

  private Start start(LocalService service, Command command)
      throws IOException, InterruptedException {
    var log = suite.state().resolve("logs").resolve(service.fullName() + ".again.log");
    var began = System.nanoTime();
    var process = command.start(log.toFile());
    running.put(service, process);
    while (!isReady(suite.readiness(service))) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IOException("%s did not start; see %s".formatted(service.fullName(), log));
      }
      Thread.sleep(10);
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    var info = process.info();
    // The launcher ends what it finds here, should this run be killed.
    var since = info.startInstant().orElseThrow();
    var pidFile = suite.state().resolve("run").resolve(service.fullName() + ".pid");
    Files.writeString(pidFile, process.pid() + " " + since + "\n");
    return new Start(seconds, info.totalCpuDuration().orElseThrow().toMillis() / 1e3);
  }

  private boolean isReady(URI url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void stopAll() {
    running.values().forEach(Process::destroy);
    running.values().forEach(it -> it.onExit().completeOnTimeout(it, 60, TimeUnit.SECONDS).join());
  }

  /** How long it took to be ready, and how much CPU time. */
  record Start(double seconds, double cpuSeconds) {}
}
