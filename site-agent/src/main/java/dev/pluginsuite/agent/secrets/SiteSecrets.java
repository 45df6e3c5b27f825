package dev.pluginsuite.agent.secrets;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.reconcile.Secrets;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Secret values, kept in a file that only the agent can read, so that a restart needs nobody. */
public final class SiteSecrets implements Secrets {
  private static final TypeReference<Map<UUID, Kept>> ALL = new TypeReference<>() {};

  private final Api api;
  private final String path;
  private final AtomicFile file;

  public SiteSecrets(Api api, String siteId, AtomicFile file) {
    this.api = api;
    this.path = "/sites/" + siteId + "/secrets";
    this.file = file;
  }

  @Override
  public void fetch(DesiredState.Plugin plugin) throws IOException, InterruptedException {
    var kept = read();
    var known = kept.get(plugin.installationId());
    if (known == null || known.generation() != plugin.generation()) {
      var values = api.get(path, Answer.class).of(plugin.installationId());
      check(plugin, values);
      kept.put(plugin.installationId(), new Kept(plugin.generation(), values));
      file.write(Json.write(kept));
    }
  }

  @Override
  public void keepOnly(List<DesiredState.Plugin> plugins) throws IOException {
    var kept = read();
    if (kept.keySet()
        .retainAll(plugins.stream().map(DesiredState.Plugin::installationId).toList())) {
      file.write(Json.write(kept));
    }
  }

  @Override
  public Map<String, Object> of(DesiredState.Plugin plugin) throws IOException {
    if (plugin.secretRefs().isEmpty()) {
      return Map.of();
    }
    var known = read().get(plugin.installationId());
    var values = known == null ? Map.<String, Object>of() : known.values();
    check(plugin, values);
    var wanted = new HashMap<>(values);
    wanted.keySet().retainAll(plugin.secretRefs());
    return wanted;
  }

  private static void check(DesiredState.Plugin plugin, Map<String, Object> values)
      throws IOException {
    var missing = plugin.secretRefs().stream().filter(it -> !values.containsKey(it)).toList();
    if (!missing.isEmpty()) {
      throw new IOException("There is no value for the secrets " + missing);
    }
  }

  private Map<UUID, Kept> read() throws IOException {
    var content = file.read();
    return content.isEmpty() ? new HashMap<>() : Json.MAPPER.readValue(content.get(), ALL);
  }

  /** The values of one installation, as of a generation. */
  private record Kept(long generation, Map<String, Object> values) {
    @Override
    public String toString() {
      return "generation " + generation;
    }
  }

  /** All secrets of the site. */
  private record Answer(List<OfInstallation> secrets) {
    Map<String, Object> of(UUID installationId) {
      return secrets.stream()
          .filter(it -> it.installationId().equals(installationId))
          .findFirst()
          .map(OfInstallation::values)
          .orElse(Map.of());
    }

    @Override
    public String toString() {
      return secrets.size() + " secrets";
    }
  }

  private record OfInstallation(UUID installationId, Map<String, Object> values) {
    @Override
    public String toString() {
      return installationId.toString();
    }
  }
}
