package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INACTIVE;
import static dev.pluginsuite.installation.installation.Desired.UNINSTALLED;
import static java.util.stream.Collectors.joining;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.secret.Setup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything one site has or should have, under its lock. The rules that concern several plugins
 * live here: what needs what comes along, and nothing that is needed goes away.
 */
final class SitePlugins {
  private final String siteId;
  private final Change change;
  private final Map<String, List<Installation>> open = new TreeMap<>();
  private final Set<Installation> changed = new LinkedHashSet<>();
  private final List<Installation> replaced;
  private boolean retold;

  SitePlugins(String siteId, Collection<Installation> open, Change change) {
    this.siteId = siteId;
    this.change = change;
    this.replaced = open.stream().filter(it -> it.intent.isReplaced()).toList();
    open.forEach(this::hold);
  }

  Change change() {
    return change;
  }

  private void hold(Installation it) {
    open.computeIfAbsent(it.pluginId, id -> new ArrayList<>()).add(it);
  }

  /** All rows: of a plugin that is being upgraded, both. */
  List<Installation> open() {
    return open.values().stream().flatMap(List::stream).toList();
  }

  Set<Installation> changed() {
    return changed;
  }

  /** Whether the site has to be told a new document. */
  boolean isRetold() {
    return retold;
  }

  /** What there is of a plugin: what is to be there, otherwise what is leaving, or failed. */
  @Nullable Installation find(String pluginId) {
    return open.getOrDefault(pluginId, List.of()).stream()
        .filter(it -> !it.intent.isReplaced())
        .max(
            Comparator.comparing(Installation::isPresent)
                .thenComparing(it -> it.live)
                .thenComparing(it -> it.id))
        .orElse(null);
  }

  /** Whether an earlier version comes back if the plan of this one fails. */
  boolean hasWayBack(Installation it) {
    return open().stream()
        .anyMatch(
            old ->
                old.intent.isReplaced()
                    && old.intent.undo != null
                    && it.id.equals(old.supersededBy));
  }

  Installation get(UUID id) {
    var found = open().stream().filter(it -> it.id.equals(id)).findFirst();
    if (found.isEmpty()) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "The installation %s is history; install the plugin again.".formatted(id));
    }
    var it = found.get();
    if (it.supersededBy != null) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "%s %s at %s was replaced by the installation %s."
              .formatted(it.pluginId, it.version, siteId, it.supersededBy));
    }
    return it;
  }

  /** Whether the site had a seat of any licence when this was read. */
  boolean hasSeats() {
    return open().stream().anyMatch(it -> it.licenseKey != null);
  }

  /** The packages for which it may keep its seats. */
  List<UUID> seated() {
    return open().stream().filter(Installation::holdsSeat).map(it -> it.packageId).toList();
  }

  /** The packages that had made room for other versions, and have their places back. */
  List<UUID> restored() {
    return replaced.stream().filter(Installation::isPresent).map(it -> it.packageId).toList();
  }

  /** All that the site should have. */
  List<DesiredState.Plugin> document() {
    return documentOf(open());
  }

  static List<DesiredState.Plugin> documentOf(Collection<Installation> open) {
    return open.stream()
        .filter(Installation::isPresent)
        .sorted(Comparator.comparing(it -> it.pluginId))
        .map(Installation::entry)
        .toList();
  }

  private Stream<Installation> present() {
    return open().stream().filter(Installation::isPresent);
  }

  /** A failed installation of the same plugin makes room. */
  Installation add(NewPlugin plugin) {
    var previous = find(plugin.pluginId());
    if (previous != null && previous.live) {
      throw InstallationProblem.ALREADY_INSTALLED.because(
          "%s %s is %s at %s; try again when it is gone."
              .formatted(previous.pluginId, previous.version, previous.status, siteId));
    }
    forgetDead(plugin.pluginId());
    var installation = new Installation(siteId, plugin, change);
    if (previous != null) {
      installation.previousInstallationId = previous.id;
    }
    hold(installation);
    told(installation);
    return installation;
  }

  private void forgetDead(String pluginId) {
    for (var it : open.getOrDefault(pluginId, List.of())) {
      if (it.isDead()) {
        it.forget();
        noted(it);
      }
    }
  }

  /**
   * Another version of what is there, in the same state. What the earlier one alone needed goes.
   */
  Installation replace(Installation earlier, NewPlugin plugin) {
    var next = swap(earlier, plugin);
    settle(List.of(next));
    return next;
  }

  /** The same, as long as there is more to come in the same plan: {@link #settle} ends it. */
  Installation swap(Installation earlier, NewPlugin plugin) {
    requireReplaceable(earlier);
    forgetDead(plugin.pluginId());
    var next = new Installation(siteId, plugin, change);
    earlier.makeRoomFor(next, change);
    hold(next);
    told(earlier);
    told(next);
    return next;
  }

  /** Starts what running plugins need, and lets go what only their earlier versions needed. */
  void settle(Collection<Installation> swapped) {
    swapped.stream().filter(it -> it.is(ACTIVE)).forEach(this::activate);
    var earlier =
        open().stream()
            .filter(it -> swapped.stream().anyMatch(next -> next.id.equals(it.supersededBy)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    removeUnneeded(earlier);
  }

  /** Whoever calls it sees to those that need it. */
  void drop(Installation installation) {
    want(installation, UNINSTALLED);
  }

  /** Of two replacements that are on their way at once, the first could not be taken back. */
  private void requireReplaceable(Installation it) {
    var isReplacing =
        open().stream().anyMatch(other -> it.id.equals(other.supersededBy)) && !it.isSettled();
    if (!it.isPresent() || isReplacing) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "%s %s at %s is %s and cannot be replaced now; wait until the site has reported."
              .formatted(it.pluginId, it.version, siteId, it.status));
    }
  }

  /**
   * Gives an installation another configuration.
   *
   * @param setup complete
   */
  List<Installation> configure(Installation it, Setup setup) {
    if (!it.isPresent()) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "%s %s at %s is %s and cannot be configured."
              .formatted(it.pluginId, it.version, siteId, it.status));
    }
    if (!it.setup().equals(setup)) {
      it.configure(setup, change);
      told(it);
    }
    return List.of(it);
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
      var needed = find(pluginId);
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
    open().stream()
        .filter(which.and(it -> it.needs(installation.pluginId)))
        .filter(it -> !found.contains(it))
        .forEach(
            it -> {
              collectDependents(it, which, found);
              found.add(it);
            });
  }

  /** Those that need come before what is needed, as everywhere. */
  void clear() {
    open().forEach(it -> remove(it, true));
  }

  /** What was to go is taken to be gone, and failures with it. */
  void abandon() {
    for (var it : open()) {
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
