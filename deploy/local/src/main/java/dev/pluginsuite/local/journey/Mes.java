package dev.pluginsuite.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The process that plays the MES of a site, asked directly: what really runs there. */
final class Mes {
  private final HttpClient http = HttpClient.newHttpClient();
  private final DemoSite site;

  Mes(DemoSite site) {
    this.site = site;
  }

  /** Plugin id to version. */
  Map<String, String> active() throws IOException, InterruptedException {
    var active = new TreeMap<String, String>();
    for (var plugin : send(request("/plugins").GET()).path("plugins")) {
      active.put(plugin.path("pluginId").asText(), plugin.path("version").asText());
    }
    return active;
  }

  /** The results of every plugin that hooked in at this point. */
  JsonNode call(String hook, JsonNode payload) throws IOException, InterruptedException {
    var body = BodyPublishers.ofString(payload.toString());
    return send(request("/hooks/" + hook).header("Content-Type", "application/json").POST(body))
        .path("results");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(site.hostUrl().resolve(path)).timeout(Duration.ofSeconds(10));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("The MES of %s said %s".formatted(site.id(), answer.body()));
    }
    return Api.parse(answer.body());
  }
}
