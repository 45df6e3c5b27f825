package dev.pluginsuite.agent.reconcile;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.agent.reconcile.Host.HostPlugin;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass from what is there, whatever it is, to one set of plugins. After a crash the next pass
 * looks at disk and host again and does what is left.
 */
final class Transition {
  private final Site site;
  private final Steps steps;
  private final List<DesiredState.Plugin> target;
  private final Attempts attempts;
  private final Map<String, DesiredState.Plugin> wantedActive;
  private final Map<String, Release> releases = new HashMap<>();
  private final Map<String, HostPlugin> up = new TreeMap<>();
  private final StartOrder startOrder = new StartOrder(this::requiresWanted);
  private final StartOrder upOrder = new StartOrder(this::requiresUp);

  Transition(Site site, List<DesiredState.Plugin> target, Attempts attempts) {
    this.site = site;
    this.steps = new Steps(site);
    this.target = target;
    this.attempts = attempts;
    this.wantedActive =
        target.stream()
            .filter(it -> it.action() == DesiredState.Action.ACTIVE)
            .collect(toMap(DesiredState.Plugin::pluginId, it -> it, (first, second) -> first));
  }

  void run() throws StepFailure, IOException, InterruptedException {
    lookAtHost();
    stop(unwanted()); // at once, even if what should take its place cannot be had
    for (var plugin : target) {
      attempts.at(() -> obtain(plugin));
    }
    stop(changed());
    for (var pluginId : startOrder.of(wantedActive.keySet())) {
      attempts.at(() -> start(pluginId));
    }
    for (var release : site.disk().releases()) {
      attempts.at(() -> remove(release));
    }
  }

  /** Notes nothing; the next whole pass sees from the host what was done. */
  void onlyStop() throws StepFailure, IOException, InterruptedException {
    site.host().plugins().forEach(it -> up.put(it.pluginId(), it));
    for (var pluginId : upOrder.reversed(upOrder.withDependents(unwanted(), up.keySet()))) {
      attempts.at(() -> steps.deactivate(pluginId, named(pluginId)));
    }
  }

  /** The host may have restarted since the journal was written. */
  private void lookAtHost() throws IOException, InterruptedException {
    site.host().plugins().forEach(it -> up.put(it.pluginId(), it));
    var running = new TreeMap<>(journal().running());
    if (running.values().removeIf(it -> !isUpAs(it))) {
      site.disk().record(journal().withRunning(running));
    }
  }

  private boolean isUpAs(DesiredState.Plugin plugin) {
    var hosted = up.get(plugin.pluginId());
    return hosted != null
        && hosted.version().equals(plugin.packageRef().version())
        && hosted.installationId().equals(plugin.installationId());
  }

  private Set<String> unwanted() {
    var ids = new TreeSet<>(up.keySet());
    ids.removeAll(wantedActive.keySet());
    return ids;
  }

  private Set<String> changed() {
    return wantedActive.values().stream()
        .filter(it -> !journal().runs(it))
        .map(DesiredState.Plugin::pluginId)
        .collect(toCollection(TreeSet::new));
  }

  private void stop(Set<String> first) throws StepFailure, IOException, InterruptedException {
    var stopping = upOrder.withDependents(first, up.keySet());
    stopping.retainAll(up.keySet());
    for (var pluginId : upOrder.reversed(stopping)) {
      attempts.at(() -> stop(pluginId));
    }
  }

  private void stop(String pluginId) throws StepFailure, IOException, InterruptedException {
    steps.deactivate(pluginId, named(pluginId));
    up.remove(pluginId);
    site.disk().record(journal().stopped(pluginId));
  }

  private void obtain(DesiredState.Plugin plugin)
      throws StepFailure, Unavailable, InterruptedException {
    var release = steps.name(plugin);
    if (releases.putIfAbsent(plugin.pluginId(), release) != null) {
      throw new StepFailure(Operation.VERIFY, plugin, "The document names the plugin twice");
    }
    steps.obtain(plugin, release);
    if (!plugin.secretRefs().isEmpty()) {
      steps.fetchSecrets(plugin);
    }
  }

  /** Only where failures are let pass can its release or what it needs be missing here. */
  private void start(String pluginId) throws StepFailure, IOException, InterruptedException {
    var plugin = wantedActive.get(pluginId);
    var release = releases.get(pluginId);
    if (plugin == null || release == null || up.containsKey(pluginId)) {
      return;
    }
    if (!site.disk().releases().contains(release) || !isStarted(plugin.requires())) {
      return;
    }
    steps.activate(plugin, release);
    up.put(
        pluginId,
        new HostPlugin(pluginId, release.version(), plugin.installationId(), plugin.requires()));
    site.disk().record(journal().started(plugin));
  }

  private boolean isStarted(Collection<String> required) {
    return required.stream().allMatch(it -> up.containsKey(it) || !wantedActive.containsKey(it));
  }

  private void remove(Release release) throws StepFailure, Unavailable, InterruptedException {
    if (!releases.containsValue(release) && !isInUse(release)) {
      steps.remove(release, named(release.pluginId()));
    }
  }

  private boolean isInUse(Release release) {
    var running = journal().running().get(release.pluginId());
    return up.containsKey(release.pluginId())
        && (running == null || running.packageRef().checksum().equals(release.checksum()));
  }

  private Collection<String> requiresWanted(String pluginId) {
    var wanted = wantedActive.get(pluginId);
    return wanted == null ? List.of() : wanted.requires();
  }

  /** What it was activated with; of a plugin that is not in the journal, what the host says. */
  private Collection<String> requiresUp(String pluginId) {
    var running = journal().running().get(pluginId);
    var hosted = up.get(pluginId);
    return running != null ? running.requires() : hosted != null ? hosted.requires() : List.of();
  }

  /** What a document said of the plugin, for whoever has to be told that a step failed. */
  private DesiredState.@Nullable Plugin named(String pluginId) {
    var standing = journal().standing();
    return Stream.of(target, journal().running().values(), standing == null ? target : standing)
        .flatMap(Collection::stream)
        .filter(it -> it.pluginId().equals(pluginId))
        .findFirst()
        .orElse(null);
  }

  private Journal journal() {
    return site.disk().journal();
  }
}
