package dev.pluginsuite.validation.npm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.validation.finding.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a package.json, of which anything may be wrong. */
final class PackageJson {
  private static final List<String> STEPS =
      List.of("preinstall", "install", "postinstall", "prepare");
  private static final int LONGEST = 500;

  private PackageJson() {}

  static NpmPackage read(String folder, JsonNode json) {
    return new NpmPackage(
        folder,
        NpmNames.nameOrNull(json.path("name").textValue()),
        NpmNames.versionOrNull(json.path("version").textValue()),
        json.path("private").asBoolean(),
        licence(json),
        scripts(json.path("scripts")));
  }

  /** A text, or in old packages an object or a list of objects. */
  static @Nullable String licence(JsonNode json) {
    var licence = json.path("license");
    var old = json.path("licenses").path(0);
    var text = licence.isTextual() ? licence : licence.path("type");
    var found = text.isTextual() ? text : old.path("type");
    return found.isTextual() && !found.textValue().isBlank()
        ? Printable.of(found.textValue(), LONGEST - 1)
        : null;
  }

  private static Map<String, String> scripts(JsonNode scripts) {
    var found = new LinkedHashMap<String, String>();
    for (var step : STEPS) {
      var script = scripts.path(step).textValue();
      if (script != null && !script.isBlank()) {
        found.put(step, shortened(script));
      }
    }
    return Map.copyOf(found);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
