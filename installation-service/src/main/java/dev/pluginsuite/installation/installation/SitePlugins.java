package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INACTIVE;
import static dev.pluginsuite.installation.installation.Desired.UNINSTALLED;
import static java.util.stream.Collectors.joining;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.installation.InstallationProblem;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything one site has or should have, under its lock. The rules that concern several plugins
 * live here: what needs what comes along, and nothing that is needed goes away.
 */
final class SitePlugins {
  private final String siteId;
  private final Change change;
  private final Map<String, Installation> open = new TreeMap<>();
  private final Set<Installation> changed = new LinkedHashSet<>();
  private boolean retold;

  SitePlugins(String siteId, Collection<Installation> open, Change change) {
    this.siteId = siteId;
    this.change = change;
    open.forEach(it -> this.open.put(it.pluginId, it));
  }

  Change change() {
    return change;
  }

  Collection<Installation> open() {
    return open.values();
  }

  Set<Installation> changed() {
    return changed;
  }

  /** Whether the site has to be told a new document. */
  boolean isRetold() {
    return retold;
  }

  @Nullable Installation find(String pluginId) {
    return open.get(pluginId);
  }

  Installation get(UUID id) {
    return open.values().stream()
        .filter(it -> it.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                InstallationProblem.ILLEGAL_TRANSITION.because(
                    "The installation %s is UNINSTALLED; install the plugin again.".formatted(id)));
  }

  /** All that the site should have. */
  List<DesiredState.Plugin> document() {
    return documentOf(open.values());
  }

  static List<DesiredState.Plugin> documentOf(Collection<Installation> open) {
    return open.stream()
        .filter(Installation::isPresent)
        .sorted(Comparator.comparing(it -> it.pluginId))
        .map(Installation::entry)
        .toList();
  }

  private java.util.stream.Stream<Installation> present() {
    return open.values().stream().filter(Installation::isPresent);
  }

  Installation add(NewPlugin plugin, @Nullable Installation previous) {
    var installation = new Installation(siteId, plugin, change);
    if (previous != null) {
      installation.previousInstallationId = previous.id;
    }
    open.put(plugin.pluginId(), installation);
    told(installation);
    return installation;
  }

  /** The installation and what it needs, which comes first. */
  List<Installation> activate(Installation installation) {
    if (!installation.isPresent()) {
      installation.want(ACTIVE, change);
    }
    var needed = new LinkedHashSet<Installation>();
    collectNeeds(installation, needed);
    var activated = needed.stream().filter(it -> !it.is(ACTIVE)).toList();
    activated.forEach(it -> want(it, ACTIVE));
    return activated;
  }

  /** All that is needed, and the installation itself last. */
  List<Installation> needs(Installation installation) {
    var needed = new LinkedHashSet<Installation>();
    collectNeeds(installation, needed);
    return List.copyOf(needed);
  }

  private void collectNeeds(Installation installation, Set<Installation> found) {
    for (var pluginId : installation.requires.pluginIds()) {
      var needed = open.get(pluginId);
      if (needed != null && needed.isPresent() && !found.contains(needed)) {
        collectNeeds(needed, found);
      }
    }
    found.add(installation);
  }

  /** The installation and those that need it, which go first. */
  List<Installation> deactivate(Installation installation, boolean cascade) {
    if (installation.is(INACTIVE)) {
      return List.of();
    }
    var dependents = dependents(installation, it -> it.is(ACTIVE));
    refuseIfNeeded(installation, dependents, cascade);
    dependents.add(installation);
    dependents.forEach(it -> want(it, INACTIVE));
    return List.copyOf(dependents);
  }

  /** The installation, those that need it, and what nobody needs afterwards. */
  List<Installation> remove(Installation installation, boolean cascade) {
    if (installation.isDead()) {
      installation.forget();
      changed.add(installation);
      return List.of(installation);
    }
    if (!installation.isPresent()) {
      return List.of();
    }
    var dependents = dependents(installation, Installation::isPresent);
    refuseIfNeeded(installation, dependents, cascade);
    dependents.add(installation);
    dependents.forEach(it -> want(it, UNINSTALLED));
    removeUnneeded(dependents);
    return List.copyOf(dependents);
  }

  private void removeUnneeded(Set<Installation> removed) {
    var unneeded =
        present()
            .filter(it -> !it.requested && wasNeededBy(it, removed))
            .filter(this::isUnneeded)
            .toList();
    if (!unneeded.isEmpty()) {
      unneeded.forEach(it -> want(it, UNINSTALLED));
      removed.addAll(unneeded);
      removeUnneeded(removed);
    }
  }

  private static boolean wasNeededBy(Installation installation, Set<Installation> removed) {
    return removed.stream().anyMatch(it -> it.needs(installation.pluginId));
  }

  private boolean isUnneeded(Installation installation) {
    return present().noneMatch(it -> it.needs(installation.pluginId));
  }

  private void refuseIfNeeded(
      Installation installation, Set<Installation> dependents, boolean cascade) {
    if (!dependents.isEmpty() && !cascade) {
      var names = dependents.stream().map(it -> it.pluginId).sorted().collect(joining(", "));
      throw InstallationProblem.NEEDED_BY_OTHERS
          .because(
              "%s needs %s at %s; send cascade=true to do the same with it first."
                  .formatted(names, installation.pluginId, siteId))
          .with("dependents", dependents.stream().map(it -> it.pluginId).sorted().toList());
    }
  }

  /** Those that need it, over any number of steps; who needs comes before what is needed. */
  Set<Installation> dependents(Installation installation, Predicate<Installation> which) {
    var found = new LinkedHashSet<Installation>();
    collectDependents(installation, which, found);
    return found;
  }

  private void collectDependents(
      Installation installation, Predicate<Installation> which, Set<Installation> found) {
    open.values().stream()
        .filter(which.and(it -> it.needs(installation.pluginId)))
        .filter(it -> !found.contains(it))
        .forEach(
            it -> {
              collectDependents(it, which, found);
              found.add(it);
            });
  }

  /** Stops all that comes of a revoked package and what needs it. */
  List<Installation> withdraw(UUID packageId, String because) {
    var withdrawn = new LinkedHashSet<Installation>();
    open.values().stream()
        .filter(it -> it.packageId.equals(packageId) && !it.isDead())
        .forEach(
            it ->
                withdrawn.addAll(
                    it.sighting.hasArrived() ? stop(it, because) : callOff(it, because)));
    withdrawn.forEach(this::told);
    return List.copyOf(withdrawn);
  }

  private Set<Installation> stop(Installation installation, String because) {
    var stopping = dependents(installation, it -> it.is(ACTIVE));
    stopping.add(installation);
    stopping.removeIf(it -> it.intent.isWithdrawn() && !it.is(ACTIVE));
    stopping.forEach(it -> it.withdraw(because, change));
    return stopping;
  }

  private Set<Installation> callOff(Installation installation, String because) {
    var calledOff = dependents(installation, Installation::isPresent);
    calledOff.add(installation);
    calledOff.removeIf(it -> it.intent.isWithdrawn() && !it.isPresent());
    calledOff.forEach(it -> it.callOff(because, change));
    return calledOff;
  }

  /** Those that need come before what is needed, as everywhere. */
  void clear() {
    List.copyOf(open.values()).forEach(it -> remove(it, true));
  }

  /** What was to go is taken to be gone, and failures with it. */
  void abandon() {
    for (var it : open.values()) {
      if (it.observe(null, true, change.now())) {
        noted(it);
      }
      if (it.isDead()) {
        remove(it, true);
      }
    }
  }

  /** Of a plugin that the site reported before it was installed; once. */
  Installation foundThere(UUID id) {
    var installation = get(id);
    var entry = installation.entry();
    if (installation.isPresent() && !installation.sighting.isThere()) {
      var reported =
          new SiteReport.Plugin(
              id,
              entry.generation(),
              installation.packageId,
              installation.pluginId,
              installation.version,
              entry.action());
      installation.observe(reported, true, change.now());
      noted(installation);
    }
    return installation;
  }

  /** Something about rows changed that the site need not know. */
  void noted(Installation installation) {
    changed.add(installation);
  }

  void told(Installation installation) {
    changed.add(installation);
    retold = true;
  }

  /** The same document again, under a new generation. */
  void tellAgain() {
    retold = true;
  }

  private void want(Installation installation, Desired next) {
    installation.want(next, change);
    told(installation);
  }
}
