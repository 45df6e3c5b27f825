package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Secrets without files. The host repeats "hunter2" where it should not. */
public final class FakeSecrets implements Secrets {
  boolean isRefused;
  final Set<SecretRef> kept = new HashSet<>();

  @Override
  public void fetch(DesiredState.Plugin plugin) throws IOException {
    if (isRefused) {
      throw new IOException("404");
    }
    kept.addAll(plugin.secretRefs());
  }

  @Override
  public void keepOnly(List<DesiredState.Plugin> plugins) {
    kept.retainAll(
        plugins.stream()
            .map(DesiredState.Plugin::secretRefs)
            .flatMap(Collection::stream)
            .collect(Collectors.toSet()));
  }

  @Override
  public Map<String, String> files(DesiredState.Plugin plugin) throws IOException {
    if (!kept.containsAll(plugin.secretRefs())) {
      throw new IOException("There is no value");
    }
    return plugin.secretRefs().stream()
        .collect(Collectors.toMap(SecretRef::name, it -> "/secrets/" + it.revision()));
  }

  @Override
  public String redacted(DesiredState.Plugin plugin, String text) {
    return plugin.secretRefs().isEmpty() ? text : text.replace("hunter2", "********");
  }
}
