package dev.pluginsuite.agent.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.agent.reconcile.Host;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An MES that is told over HTTP. */
public final class HttpHost implements Host {
  private static final Duration QUESTION = Duration.ofSeconds(10);

  private final Http http;
  private final String base;
  private final Duration timeout;

  /**
   * @param timeout within which a plugin has to start or stop
   */
  public HttpHost(Http http, URI base, Duration timeout) {
    this.http = http;
    this.base = base.toString().replaceAll("/+$", "");
    this.timeout = timeout;
  }

  @Override
  public List<HostPlugin> plugins() throws IOException, InterruptedException {
    var answer = get("/plugins");
    var list = answer.isArray() ? answer : answer.path("plugins");
    if (!list.isArray()) {
      throw new IOException("The host does not list its plugins"); // rather than none
    }
    var plugins = new ArrayList<HostPlugin>();
    for (var plugin : list) {
      plugins.add(Listed.of(plugin).checked());
    }
    return plugins;
  }

  @Override
  public void activate(Activation activation) throws IOException, InterruptedException {
    post(path(activation.pluginId(), "activate"), Json.write(Load.of(activation)));
  }

  @Override
  public void deactivate(String pluginId) throws IOException, InterruptedException {
    try {
      post(path(pluginId, "deactivate"), new byte[] {'{', '}'});
    } catch (Refused refused) {
      if (refused.status() != 404) {
        throw refused;
      }
    }
  }

  /** Counters of each plugin since the host's process started. */
  public Map<String, Counters> stats() throws IOException, InterruptedException {
    var stats = new HashMap<String, Counters>();
    for (var plugin : get("/stats").path("plugins").properties()) {
      stats.put(plugin.getKey(), Json.MAPPER.treeToValue(plugin.getValue(), Counters.class));
    }
    return stats;
  }

  public long pid() throws IOException, InterruptedException {
    return get("/health").path("pid").asLong();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return Json.tree(http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), QUESTION));
  }

  private void post(String path, byte[] json) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json))
            .build();
    http.send(request, timeout);
  }

  private static String path(String pluginId, String verb) throws IOException {
    if (!Release.isPluginId(pluginId)) {
      throw new IOException("Not a plugin id: " + pluginId);
    }
    return "/plugins/" + pluginId + "/" + verb;
  }

  /** What the host says about itself may lack anything. */
  private record Listed(
      String pluginId, String version, UUID installationId, List<String> requires) {
    static Listed of(JsonNode plugin) throws IOException {
      if (!plugin.isObject()) {
        throw new IOException("The host lists something that is no plugin");
      }
      return Json.MAPPER.treeToValue(plugin, Listed.class);
    }

    HostPlugin checked() throws IOException {
      if (pluginId == null || version == null || installationId == null) {
        throw new IOException("The host lists a plugin without id, version or installation");
      }
      return new HostPlugin(
          pluginId, version, installationId, requires == null ? List.of() : requires);
    }
  }

  private record Load(
      UUID installationId,
      String version,
      String path,
      Map<String, Object> configuration,
      Map<String, String> secrets,
      List<String> requires) {
    static Load of(Activation it) {
      return new Load(
          it.installationId(),
          it.version(),
          it.path(),
          it.configuration(),
          it.secrets(),
          it.requires());
    }
  }

  /** What a plugin did since the host started. */
  public record Counters(
      long executionCount, long errorCount, long warningCount, long totalExecutionNanos) {}
}
