package dev.pluginsuite.validation.npm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what npm's lock file would install, all but what is for development only. */
final class NpmLock {
  private static final String FOLDER = "node_modules/";

  private final LockedLibraries to;

  NpmLock(LockedLibraries to) {
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
    if (!it.path("dev").asBoolean() && isRemote(it)) {
      to.add(
          name,
          it.path("version").textValue(),
          PackageJson.licence(it),
          it.path("integrity").textValue());
    }
  }

  private static boolean isRemote(JsonNode it) {
    return !it.path("link").asBoolean();
  }
}
