package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.MANIFEST_REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of manifest.json that a host acts on; everything else was checked before approval. */
record PluginManifest(String id, String version, @Nullable String main, List<Hook> hooks) {

  static PluginManifest read(PluginFolder folder, String id, String version) {
    var manifest = parse(folder);
    expect("id", id, manifest);
    expect("version", version, manifest);
    var hooks = Hook.all(manifest.path("hooks"));
    return new PluginManifest(id, version, main(folder, manifest, hooks), hooks);
  }

  private static JsonNode parse(PluginFolder folder) {
    try {
      var file = folder.find("manifest.json");
      if (file == null) {
        throw MANIFEST_REFUSED.because("The folder has no manifest.json.");
      }
      return Json.MAPPER.readTree(folder.read(file));
    } catch (IOException unreadable) {
      throw MANIFEST_REFUSED.because("manifest.json: " + unreadable.getMessage());
    }
  }

  private static void expect(String field, String wanted, JsonNode manifest) {
    var found = manifest.path(field).asText();
    if (!found.equals(wanted)) {
      throw MANIFEST_REFUSED.because(
          "The manifest's %s is '%s', not '%s'.".formatted(field, found, wanted));
    }
  }

  private static @Nullable String main(PluginFolder folder, JsonNode manifest, List<Hook> hooks) {
    if (!manifest.hasNonNull("main")) {
      if (hooks.isEmpty()) {
        return null;
      }
      throw MANIFEST_REFUSED.because("The manifest has hooks but no main script to handle them.");
    }
    var named = manifest.path("main").asText();
    var main = folder.find(named);
    if (main == null) {
      throw MANIFEST_REFUSED.because("The main script '%s' is not in the folder.".formatted(named));
    }
    return main;
  }
}
