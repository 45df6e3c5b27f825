package dev.pluginsuite.demohost;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running host, a folder of plugins, and a client. */
final class HostFixture implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final Path plugins;
  final Path secrets;
  private final DemoHost host;

  HostFixture(Path temp) throws IOException {
    plugins = Files.createDirectories(temp.resolve("plugins"));
    secrets = Files.createDirectories(temp.resolve("secrets"));
    host = new DemoHost(0, plugins, secrets);
  }

  record Answer(int status, JsonNode body) {
    String detail() {
      return body.path("detail").asText();
    }

    JsonNode only() {
      return body.path("results").path(0);
    }
  }

  /** Writes a plugin with hooks as JSON and a main script; answers its folder. */
  Path write(String id, String version, String hooks, String script) throws IOException {
    var folder = Files.createDirectories(plugins.resolve(id + "-" + version));
    var manifest =
        """
        {"id":"%s","version":"%s","name":"x","author":"x","apiVersion":"1.0.0",
         "main":"src/main.js","hooks":%s}\
        """
            .formatted(id, version, hooks);
    Files.writeString(folder.resolve("manifest.json"), manifest);
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/main.js"), script);
    return folder;
  }

  Answer start(String id, String version, String hooks, String script, String... requires)
      throws Exception {
    return activate(id, version, write(id, version, hooks, script), requires);
  }

  Answer activate(String id, String version, Path folder, String... requires) throws Exception {
    return configure(id, version, folder, "{}", requires);
  }

  Answer configure(String id, String version, Path folder, String configuration, String... requires)
      throws Exception {
    var body = Json.MAPPER.createObjectNode();
    body.put("installationId", "inst-" + id).put("version", version).put("path", "" + folder);
    body.set("configuration", Json.MAPPER.readTree(configuration));
    var list = body.putArray("requires");
    for (var required : requires) {
      list.add(required);
    }
    return post("/plugins/" + id + "/activate", body.toString());
  }

  Answer deactivate(String id) throws Exception {
    return post("/plugins/" + id + "/deactivate", "");
  }

  Answer hook(String point, String payload) throws Exception {
    return post("/hooks/" + point, payload);
  }

  Answer post(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer get(String path) throws Exception {
    return send(request(path));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(host.url() + path));
  }

  Answer send(HttpRequest.Builder request) throws Exception {
    var response = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()));
  }

  @Override
  public void close() {
    host.close();
  }
}
