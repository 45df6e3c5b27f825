package dev.pluginsuite.agent.disk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.agent.wire.Json;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says that its plugin is.
 *
 * @param version null if it is none
 */
record Identity(String pluginId, @Nullable String version) {

  /** Empty if it does not name a plugin as the suite names plugins. */
  static Optional<Identity> in(byte[] manifest) throws IOException {
    var tree = Json.tree(manifest);
    var id = text(tree, "id");
    if (id == null || !Release.isPluginId(id)) {
      return Optional.empty();
    }
    var version = text(tree, "version");
    return Optional.of(
        new Identity(id, version != null && Release.isVersion(version) ? version : null));
  }

  private static @Nullable String text(JsonNode manifest, String field) {
    return manifest.path(field).textValue();
  }
}
