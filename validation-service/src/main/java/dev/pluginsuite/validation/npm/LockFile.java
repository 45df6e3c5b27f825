package dev.pluginsuite.validation.npm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what npm's lock file would install, all but what is for development only. */
final class LockFile {
  private static final String FOLDER = "node_modules/";

  private final String path;
  private final Consumer<NpmComponent> to;

  LockFile(String path, Consumer<NpmComponent> to) {
    this.path = path;
    this.to = to;
  }

  /** Versions 2 and 3 have a flat list, with the project itself in it; version 1 a tree. */
  void read(JsonNode lock) {
    var packages = lock.path("packages");
    if (packages.isObject()) {
      packages.properties().stream()
          .filter(it -> it.getKey().contains(FOLDER))
          .forEach(it -> locked(nameOf(it), it.getValue()));
    } else {
      tree(lock.path("dependencies"));
    }
  }

  /** An alias is installed under another name than its own. */
  private static String nameOf(Map.Entry<String, JsonNode> entry) {
    var own = entry.getValue().path("name").textValue();
    var key = entry.getKey();
    var folder = key.lastIndexOf(FOLDER);
    return own == null ? key.substring(folder + FOLDER.length()) : own;
  }

  /** Without recursion: a tree of strangers may be deep. */
  private void tree(JsonNode dependencies) {
    var open = new ArrayDeque<>(List.of(dependencies));
    while (!open.isEmpty()) {
      for (var it : open.pop().properties()) {
        locked(it.getKey(), it.getValue());
        open.push(it.getValue().path("dependencies"));
      }
    }
  }

  private void locked(@Nullable String name, JsonNode it) {
    var checked = NpmNames.nameOrNull(name);
    var version = NpmNames.versionOrNull(it.path("version").textValue());
    if (checked != null && version != null && !it.path("dev").asBoolean() && isRemote(it)) {
      var licence = PackageJson.licence(it);
      var integrity = it.path("integrity").textValue();
      to.accept(new NpmComponent(checked, version, licence, integrity, path));
    }
  }

  private static boolean isRemote(JsonNode it) {
    return !it.path("link").asBoolean();
  }
}
