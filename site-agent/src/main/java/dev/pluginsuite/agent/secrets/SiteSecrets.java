package dev.pluginsuite.agent.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.agent.disk.PrivateFolder;
import dev.pluginsuite.agent.reconcile.Secrets;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Secret values, each in a file of its own that only the agent's user can read, named by its
 * reference. A value never changes under its reference, so what is there is right.
 */
public final class SiteSecrets implements Secrets {
  private static final String REDACTED = "********";

  private final Api api;
  private final String path;
  private final PrivateFolder folder;

  public SiteSecrets(Api api, String siteId, PrivateFolder folder) {
    this.api = api;
    this.path = "/sites/" + siteId + "/secrets";
    this.folder = folder;
  }

  @Override
  public void fetch(DesiredState.Plugin plugin) throws IOException, InterruptedException {
    if (!missing(plugin).isEmpty()) {
      var answer = api.get(path, Answer.class).byRef();
      for (var ref : missing(plugin)) {
        var value = answer.get(ref.ref());
        if (value == null) {
          throw new IOException("There is no value for the secret " + ref.name());
        }
        folder.write(name(ref), Json.write(value));
      }
    }
  }

  private List<SecretRef> missing(DesiredState.Plugin plugin) {
    return plugin.secretRefs().stream().filter(it -> !folder.has(name(it))).toList();
  }

  @Override
  public void keepOnly(List<DesiredState.Plugin> plugins) throws IOException {
    folder.keepOnly(
        plugins.stream()
            .map(DesiredState.Plugin::secretRefs)
            .flatMap(Collection::stream)
            .map(SiteSecrets::name)
            .collect(Collectors.toSet()));
  }

  @Override
  public Map<String, String> files(DesiredState.Plugin plugin) throws IOException {
    var files = new TreeMap<String, String>();
    for (var ref : plugin.secretRefs()) {
      if (!folder.has(name(ref))) {
        throw new IOException("There is no value for the secret " + ref.name());
      }
      files.put(ref.name(), folder.path(name(ref)));
    }
    return files;
  }

  @Override
  public String redacted(DesiredState.Plugin plugin, String text) {
    var clean = text;
    for (var ref : plugin.secretRefs()) {
      var value = value(ref);
      if (!value.isEmpty()) {
        clean = clean.replace(value, REDACTED);
      }
    }
    return clean;
  }

  /** As it would look in a text; empty if it is not there. */
  private String value(SecretRef ref) {
    try {
      var value = Json.tree(folder.read(name(ref)));
      return value.isTextual() ? value.textValue() : value.toString();
    } catch (IOException notThere) {
      return "";
    }
  }

  private static String name(SecretRef ref) {
    return ref.ref().toString();
  }

  /** All secrets of the site. */
  private record Answer(List<Value> secrets) {
    Map<UUID, JsonNode> byRef() {
      return secrets.stream().collect(Collectors.toMap(Value::ref, Value::value, (a, b) -> a));
    }

    @Override
    public String toString() {
      return secrets.size() + " secrets";
    }
  }

  private record Value(UUID ref, JsonNode value) {
    @Override
    public String toString() {
      return ref.toString();
    }
  }
}
