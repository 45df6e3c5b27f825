package dev.pluginsuite.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A site of fakes, and what can be said about it. */
final class SimulatedSite {
  final FakeHost host = new FakeHost();
  final FakePackages packages = new FakePackages(Documents::content);
  final FakeSecrets secrets = new FakeSecrets();
  Disk disk = new MemoryDisk();

  Outcome reconcile(@Nullable DesiredState document) {
    try {
      return new Reconciler(new Site(disk, host, packages, secrets)).reconcile(document);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As often as it takes. */
  void settle(DesiredState document) {
    for (var pass = 0; pass < 10; pass++) {
      if (reconcile(document) == Outcome.SETTLED) {
        return;
      }
    }
    throw new AssertionError("Not settled after ten passes");
  }

  SiteReport report() {
    try {
      return new Reconciler(new Site(disk, host, packages, secrets)).report("1", Instant.EPOCH);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Plugin, version and state of each plugin in the report. */
  List<String> reported() {
    return report().plugins().stream()
        .map(it -> it.pluginId() + " " + it.version() + " " + it.state())
        .sorted()
        .toList();
  }

  List<String> unpacked() {
    try {
      return disk.releases().stream()
          .map(it -> it.pluginId() + " " + it.version())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, Object> configurationOf(String pluginId) {
    var active = host.active.get(pluginId);
    return active == null ? Map.of() : active.configuration();
  }

  Map<String, String> secretsOf(String pluginId) {
    var active = host.active.get(pluginId);
    return active == null ? Map.of() : active.secrets();
  }

  void assertActive(String... plugins) {
    assertThat(host.active.values().stream().map(Host.Activation::toString))
        .containsExactlyElementsOf(new TreeSet<>(List.of(plugins)));
  }
}
