package dev.pluginsuite.installation.lock;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;
import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.lock.SiteLock.LockedPlugin;
import dev.pluginsuite.installation.site.SiteView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A site with a lock held beside it. */
final class LockedSite {
  private final SiteView site;
  private final LockOrder order;
  private final Map<String, InstallationView> present;
  private final Map<UUID, PackageState> packages;
  private final List<String> registries;
  private final Map<String, LockedPlugin> locked = new TreeMap<>();
  private final List<LockedPlugin> needsFirst;
  private final Map<String, LockedPlugin> revokedBelow = new HashMap<>();

  /**
   * @param present what the site is to have now
   * @param packages of that and of the lock, as far as they are known
   * @param registries that the site uses
   */
  LockedSite(
      SiteView site,
      LockOrder order,
      List<InstallationView> present,
      Map<UUID, PackageState> packages,
      List<String> registries) {
    this.site = site;
    this.order = order;
    this.present = present.stream().collect(toMap(InstallationView::pluginId, it -> it));
    this.packages = packages;
    this.registries = registries;
    order.lock().plugins().forEach(it -> locked.put(it.pluginId(), it));
    this.needsFirst = sorted();
    needsFirst.forEach(this::lookBelow);
  }

  SiteView site() {
    return site;
  }

  LockOrder order() {
    return order;
  }

  List<String> registries() {
    return registries;
  }

  /** By id. */
  List<LockedPlugin> plugins() {
    return List.copyOf(locked.values());
  }

  @Nullable LockedPlugin plugin(String id) {
    return locked.get(id);
  }

  @Nullable InstallationView there(LockedPlugin it) {
    return present.get(it.pluginId());
  }

  /** Whether the site has it: the package, or one of the same version and bytes. */
  boolean stays(LockedPlugin it) {
    var there = there(it);
    if (there == null || there.packageId().equals(it.packageId())) {
      return there != null;
    }
    var its = packages.get(there.packageId());
    return its != null
        && there.version().equals(it.version())
        && its.checksum().equals(it.checksum());
  }

  /** What the site would have; null if nobody knows it. */
  @Nullable PackageState packageOf(LockedPlugin it) {
    var there = there(it);
    return packages.get(there != null && stays(it) ? there.packageId() : it.packageId());
  }

  /** Whether its package is what the lock says of it. */
  boolean isTrue(LockedPlugin it) {
    var state = packageOf(it);
    return state != null
        && state.manifest() != null
        && state.pluginId().equals(it.pluginId())
        && state.version().equals(it.version())
        && state.checksum().equals(it.checksum());
  }

  /** Below zero if the lock has a lower version than the site. */
  int direction(LockedPlugin it) {
    var there = there(it);
    return there == null ? 1 : SemVer.of(it.version()).compareTo(SemVer.of(there.version()));
  }

  boolean isStarted(LockedPlugin it) {
    var there = there(it);
    return it.active()
        && (there == null || !stays(it) || there.desiredStatus() != InstallationStatus.ACTIVE);
  }

  /** What the site has and the lock has not. */
  List<InstallationView> surplus() {
    return present.values().stream()
        .filter(it -> !locked.containsKey(it.pluginId()))
        .sorted(Comparator.comparing(InstallationView::pluginId))
        .toList();
  }

  /** What is needed before what needs it; without those that are in, or need, a circle. */
  List<LockedPlugin> needsFirst() {
    return needsFirst;
  }

  /**
   * A revoked plugin that it would be built on, over any number of steps; null if there is none.
   */
  @Nullable LockedPlugin revokedBelow(LockedPlugin it) {
    return revokedBelow.get(it.pluginId());
  }

  /** As far as the lock has them. */
  private List<LockedPlugin> needs(LockedPlugin it) {
    var state = packageOf(it);
    return state == null || state.manifest() == null
        ? List.of()
        : manifestOf(state).dependencies().keySet().stream()
            .map(locked::get)
            .filter(Objects::nonNull)
            .toList();
  }

  private List<LockedPlugin> sorted() {
    var missing = new HashMap<String, Integer>();
    var dependents = new HashMap<String, List<String>>();
    var ready = new TreeSet<String>();
    for (var it : locked.values()) {
      var needs = needs(it);
      missing.put(it.pluginId(), needs.size());
      needs.forEach(
          n ->
              dependents
                  .computeIfAbsent(n.pluginId(), any -> new ArrayList<>())
                  .add(it.pluginId()));
      if (needs.isEmpty()) {
        ready.add(it.pluginId());
      }
    }
    var sorted = new ArrayList<LockedPlugin>();
    while (!ready.isEmpty()) {
      var next = Objects.requireNonNull(ready.pollFirst());
      sorted.add(Objects.requireNonNull(locked.get(next)));
      for (var dependent : dependents.getOrDefault(next, List.of())) {
        if (missing.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
    return sorted;
  }

  private void lookBelow(LockedPlugin it) {
    for (var needed : needs(it)) {
      var state = packageOf(needed);
      var isRevoked = state != null && state.status() == PackageStatus.REVOKED;
      var below = isRevoked ? needed : revokedBelow.get(needed.pluginId());
      if (below != null) {
        revokedBelow.put(it.pluginId(), below);
      }
    }
  }
}
