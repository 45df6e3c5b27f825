package dev.pluginsuite.agent;

import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An MES over HTTP that takes its time. */
final class FakeMes implements AutoCloseable {
  final Set<String> refused = ConcurrentHashMap.newKeySet();
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Loaded> active = new ConcurrentHashMap<>();
  private final FakeServer server = new FakeServer();
  private volatile Duration pause = Duration.ZERO;

  FakeMes(String... pluginIds) {
    for (var id : pluginIds) {
      server.on("POST /plugins/" + id + "/activate", request -> activate(id, request.body()));
      server.on("POST /plugins/" + id + "/deactivate", () -> deactivate(id));
    }
    server.on("GET /plugins", () -> Reply.bytes(Json.write(Map.of("plugins", list()))));
    var pid = ProcessHandle.current().pid();
    server.on("GET /health", Reply.json("{\"pid\":%d}".formatted(pid)));
    server.on("GET /stats", Reply.json("{\"plugins\":{}}"));
  }

  URI url() {
    return server.url();
  }

  List<String> running() {
    return active.entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue().version)
        .sorted()
        .toList();
  }

  void takes(Duration pause) {
    this.pause = pause;
  }

  void restart() {
    active.clear();
  }

  private List<Map<String, Object>> list() {
    return active.entrySet().stream()
        .map(
            it ->
                Map.<String, Object>of(
                    "pluginId", it.getKey(),
                    "version", it.getValue().version,
                    "installationId", it.getValue().installationId,
                    "requires", it.getValue().requires))
        .toList();
  }

  private Reply activate(String id, String body) {
    sleep();
    try {
      var loaded = Json.MAPPER.readValue(body, Loaded.class);
      if (refused.contains(id + " " + loaded.version)) {
        return Reply.json(422, "{\"detail\":\"main.js does not load\"}");
      }
      if (!active.keySet().containsAll(loaded.requires)
          || !Files.exists(Path.of(loaded.path).resolve("manifest.json"))) {
        return Reply.status(422);
      }
      active.put(id, loaded);
      calls.add("+" + id + " " + loaded.version);
      return Reply.json("{}");
    } catch (IOException e) {
      return Reply.status(400);
    }
  }

  private Reply deactivate(String id) {
    sleep();
    if (active.values().stream().anyMatch(it -> it.requires.contains(id))) {
      return Reply.status(409);
    }
    active.remove(id);
    calls.add("-" + id);
    return Reply.json("{}");
  }

  private void sleep() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private record Loaded(UUID installationId, String version, String path, List<String> requires) {}
}
