package dev.pluginsuite.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.demohost.Activation;
import dev.pluginsuite.demohost.PluginHost;
import dev.pluginsuite.demohost.PluginScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the plugins' own tests in the host's sandbox, each on a host of its own. */
class PluginScriptsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("").toAbsolutePath();

  @TestFactory
  Stream<DynamicContainer> plugins() throws IOException {
    return Pack.folders(SAMPLES).stream()
        .map(folder -> DynamicContainer.dynamicContainer(name(folder), tests(folder)));
  }

  private static Stream<DynamicTest> tests(Path folder) {
    var tests = new ArrayList<DynamicTest>();
    for (var file : testFiles(folder)) {
      for (var function : withScript(folder, file, PluginScript::functions)) {
        tests.add(
            DynamicTest.dynamicTest(
                function, () -> withScript(folder, file, script -> script.call(function))));
      }
    }
    return tests.stream();
  }

  private static List<String> testFiles(Path folder) {
    try (var files = Files.list(folder.resolve("test"))) {
      return files
          .map(file -> "test/" + file.getFileName())
          .filter(f -> f.endsWith(".test.js"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static <T> T withScript(Path folder, String file, Use<T> use) {
    try (var host = new PluginHost(SAMPLES)) {
      var manifest = manifest(folder);
      for (var required : required(manifest)) {
        var other = folderOf(required);
        host.activate(required, activation(other, manifest(other)));
      }
      var id = manifest.path("id").asText();
      return use.of(
          host.open(id, activation(folder, manifest), file, Map.of("assert", assertions())));
    }
  }

  private static Path folderOf(String pluginId) {
    try {
      return Pack.folders(SAMPLES).stream()
          .filter(folder -> name(folder).startsWith(pluginId + "/"))
          .findFirst()
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Activation activation(Path folder, JsonNode manifest) {
    return new Activation(
        "test",
        manifest.path("version").asText(),
        folder.toString(),
        defaults(manifest),
        required(manifest));
  }

  /** What the registry fills in when an installation names nothing. */
  private static ObjectNode defaults(JsonNode manifest) {
    var configuration = JSON.createObjectNode();
    manifest
        .path("configuration")
        .forEachEntry((name, setting) -> configuration.set(name, setting.path("default")));
    return configuration;
  }

  private static List<String> required(JsonNode manifest) {
    var ids = new ArrayList<String>();
    manifest.path("dependencies").fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  private static JsonNode manifest(Path folder) {
    try {
      return JSON.readTree(Files.readString(folder.resolve("manifest.json")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(Path folder) {
    return SAMPLES.relativize(folder).toString();
  }

  private static String assertions() {
    try (var in = PluginScriptsTest.class.getResourceAsStream("/assert.js")) {
      if (in == null) {
        throw new IllegalStateException("assert.js is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private interface Use<T> {
    T of(PluginScript script);
  }
}
