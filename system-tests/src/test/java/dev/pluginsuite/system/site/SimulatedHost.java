package dev.pluginsuite.system.site;

import dev.pluginsuite.agent.reconcile.Host;
import dev.pluginsuite.agent.wire.Json;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An MES that loads a plugin from what the agent has unpacked, and refuses what does not load. */
final class SimulatedHost implements Host {
  private final FileSystem disk;
  private final Duration pause;
  private final Map<String, HostPlugin> active = new TreeMap<>();
  private final List<String> starts = new ArrayList<>();

  /**
   * @param pause that a plugin takes to start
   */
  SimulatedHost(FileSystem disk, Duration pause) {
    this.disk = disk;
    this.pause = pause;
  }

  @Override
  public synchronized List<HostPlugin> plugins() {
    return List.copyOf(active.values());
  }

  @Override
  public void activate(Activation activation) throws IOException, InterruptedException {
    Thread.sleep(pause.toMillis());
    load(disk.getPath(activation.path()), activation);
    started(activation);
  }

  private static void load(Path folder, Activation activation) throws IOException {
    var manifest = Json.tree(Files.readAllBytes(folder.resolve("manifest.json")));
    if (!manifest.path("id").asText().equals(activation.pluginId())
        || !manifest.path("version").asText().equals(activation.version())) {
      throw new IOException("422: what is unpacked is not " + activation);
    }
    var main = Files.readString(folder.resolve(manifest.path("main").asText()));
    if (main.contains("throw ")) {
      throw new IOException("422: " + activation + " does not load");
    }
  }

  private synchronized void started(Activation it) {
    starts.add(it.installationId() + " " + it.version());
    active.put(
        it.pluginId(),
        new HostPlugin(it.pluginId(), it.version(), it.installationId(), it.requires()));
  }

  @Override
  public synchronized void deactivate(String pluginId) {
    active.remove(pluginId);
  }

  /** Installation and version of each plugin that was started, in order. */
  synchronized List<String> starts() {
    return List.copyOf(starts);
  }
}
