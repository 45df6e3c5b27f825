package dev.pluginsuite.installation.lock;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.install.Compatibility;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.lock.Obstacle.Kind;
import dev.pluginsuite.installation.lock.SiteLock.LockedPlugin;
import java.util.ArrayList;
import java.util.List;

/** Looks for everything that keeps a site from having what a lock holds; never only the first. */
final class LockCheck {
  private final LockedSite it;
  private final List<Obstacle> found = new ArrayList<>();

  private LockCheck(LockedSite it) {
    this.it = it;
  }

  static List<Obstacle> obstacles(LockedSite it) {
    var check = new LockCheck(it);
    it.plugins().forEach(check::plugin);
    check.circles();
    it.order().configuration().keySet().forEach(check::configured);
    if (!it.order().prune()) {
      it.surplus().forEach(check::surplus);
    }
    return List.copyOf(check.found);
  }

  private void plugin(LockedPlugin plugin) {
    var state = it.packageOf(plugin);
    if (state == null) {
      var says = "is the package %s, which is not known here".formatted(plugin.packageId());
      say(Kind.UNKNOWN_PACKAGE, plugin, says);
      return;
    }
    if (!it.stays(plugin)) {
      comes(plugin, state);
    } else if (it.isStarted(plugin) && state.status() == PackageStatus.REVOKED) {
      say(Kind.REVOKED, plugin, "was revoked and cannot be started: " + state.reason());
    }
    if (!it.stays(plugin) || it.isStarted(plugin)) {
      foundation(plugin);
    }
    dependencies(plugin, state);
  }

  private void comes(LockedPlugin plugin, PackageState state) {
    if (!it.isTrue(plugin)) {
      say(
          Kind.OTHER_PACKAGE,
          plugin,
          "is not the package %s: that is %s %s in %s with the checksum %s"
              .formatted(
                  state.packageId(),
                  state.pluginId(),
                  state.version(),
                  state.registryId(),
                  state.checksum()));
      return;
    }
    if (state.status() == PackageStatus.REVOKED) {
      say(Kind.REVOKED, plugin, "was revoked: " + state.reason());
    } else if (!state.status().isInstallable()) {
      say(Kind.NOT_APPROVED, plugin, "is %s, not APPROVED".formatted(state.status()));
    }
    if (!it.registries().contains(state.registryId())) {
      say(
          Kind.NOT_OFFERED,
          plugin,
          "is in the registry %s, and %s uses %s"
              .formatted(state.registryId(), it.site().id(), it.registries()));
    }
    var obstacle = Compatibility.obstacle(state, it.site());
    if (obstacle != null) {
      say(Kind.INCOMPATIBLE, plugin, obstacle);
    }
    direction(plugin);
  }

  private void direction(LockedPlugin plugin) {
    var there = it.there(plugin);
    var direction = it.direction(plugin);
    if (there != null && direction == 0) {
      say(
          Kind.OTHER_PACKAGE,
          plugin,
          "is another package of that version than %s has".formatted(it.site().id()));
    } else if (there != null && direction < 0 && !it.order().prune()) {
      say(
          Kind.WOULD_LOWER,
          plugin,
          "is older than %s, which %s has; send prune=true to lower it"
              .formatted(there.version(), it.site().id()));
    }
  }

  /** Nothing new is built on what was revoked, and nothing is started on it. */
  private void foundation(LockedPlugin plugin) {
    var revoked = it.revokedBelow(plugin);
    if (revoked != null && it.stays(revoked)) {
      say(Kind.REVOKED, plugin, "would be built on %s, which was revoked".formatted(revoked));
    }
  }

  private void dependencies(LockedPlugin plugin, PackageState state) {
    if (state.manifest() == null) {
      return;
    }
    manifestOf(state)
        .dependencies()
        .forEach((needed, range) -> dependency(plugin, needed, VersionRange.of(range)));
  }

  private void dependency(LockedPlugin plugin, String needed, VersionRange range) {
    var locked = it.plugin(needed);
    if (locked == null) {
      say(Kind.DEPENDENCY, plugin, "needs %s %s, which the lock has not".formatted(needed, range));
    } else if (!isIn(range, locked.version())) {
      say(
          Kind.DEPENDENCY,
          plugin,
          "needs %s %s, and the lock has %s".formatted(needed, range, locked.version()));
    } else if (plugin.active() && !locked.active()) {
      say(
          Kind.DEPENDENCY,
          plugin,
          "is to run and needs %s, which the lock does not let run".formatted(needed));
    }
  }

  private static boolean isIn(VersionRange range, String version) {
    return SemVer.parse(version).filter(range::contains).isPresent();
  }

  private void circles() {
    var sorted = it.needsFirst().stream().map(LockedPlugin::pluginId).collect(toSet());
    var rest = it.plugins().stream().filter(p -> !sorted.contains(p.pluginId())).toList();
    if (!rest.isEmpty()) {
      var names = rest.stream().map(LockedPlugin::pluginId).sorted().collect(joining(", "));
      say(Kind.DEPENDENCY, rest.get(0), "needs itself over others, somewhere in " + names);
    }
  }

  private void configured(String pluginId) {
    if (it.plugin(pluginId) == null) {
      var says = "%s is not in the lock and cannot be configured.".formatted(pluginId);
      found.add(new Obstacle(Kind.CONFIGURATION, pluginId, "", says));
    }
  }

  private void surplus(InstallationView there) {
    found.add(
        new Obstacle(
            Kind.WOULD_REMOVE,
            there.pluginId(),
            there.version(),
            "%s has %s %s, which the lock has not; send prune=true to remove it."
                .formatted(it.site().id(), there.pluginId(), there.version())));
  }

  private void say(Kind kind, LockedPlugin plugin, String rest) {
    found.add(
        new Obstacle(kind, plugin.pluginId(), plugin.version(), "%s %s.".formatted(plugin, rest)));
  }
}
