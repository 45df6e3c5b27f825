package dev.pluginsuite.installation.lock;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;

import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.configuration.ConfigurationCheck;
import dev.pluginsuite.installation.installation.Arrangement;
import dev.pluginsuite.installation.installation.Arrangement.Place;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.NewPlugin;
import dev.pluginsuite.installation.lock.LockPlan.Action;
import dev.pluginsuite.installation.lock.LockPlan.Step;
import dev.pluginsuite.installation.lock.Obstacle.Kind;
import dev.pluginsuite.installation.lock.SiteLock.LockedPlugin;
import dev.pluginsuite.installation.seat.Claim;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out what has to be done, once nothing of {@link LockCheck} is in the way. */
final class LockPlanner {
  private static final Map<String, Object> NONE = Map.of();

  private final LockedSite site;
  private final List<Step> steps = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();

  private LockPlanner(LockedSite site) {
    this.site = site;
  }

  /**
   * @param obstacles takes the configurations that do not fit
   */
  static LockPlan plan(LockedSite site, List<Obstacle> obstacles) {
    var planner = new LockPlanner(site);
    site.needsFirst().forEach(planner::plan);
    site.surplus().forEach(planner::remove);
    obstacles.addAll(planner.obstacles);
    return new LockPlan(
        List.copyOf(planner.steps),
        new Arrangement(List.copyOf(planner.places)),
        site.plugins().stream()
            .filter(it -> !site.stays(it))
            .map(LockedPlugin::packageId)
            .collect(Collectors.toSet()),
        claims(site));
  }

  /** What needs a licence: all that comes, and all that is started. */
  static List<Claim> claims(LockedSite site) {
    return site.plugins().stream()
        .filter(it -> site.stays(it) ? site.isStarted(it) : site.isTrue(it))
        .map(site::packageOf)
        .filter(Objects::nonNull)
        .map(Claim::of)
        .toList();
  }

  /** Nothing of what the check refuses anyhow. */
  private void plan(LockedPlugin it) {
    var there = site.there(it);
    var state = site.packageOf(it);
    if (there != null && state != null && site.stays(it)) {
      keep(it, state, there);
    } else if (state != null && state.status().isInstallable() && site.isTrue(it)) {
      come(it, state, there);
    }
  }

  private void keep(LockedPlugin it, PackageState state, InstallationView there) {
    var configuration = isConfigured(it) ? configuration(it, state, there) : null;
    var isConfigured = configuration != null && !configuration.setup().equals(there.setup());
    var isActive = there.desiredStatus() == InstallationStatus.ACTIVE;
    var isSame = !isConfigured && isActive == it.active() && there.requested() == it.requested();
    places.add(
        new Place(
            it.pluginId(), null, it.active(), it.requested(), isConfigured ? configuration : null));
    steps.add(step(isSame ? Action.KEEP : Action.CHANGE, it, there, isConfigured));
  }

  private void come(LockedPlugin it, PackageState state, @Nullable InstallationView there) {
    var configuration = configuration(it, state, there);
    if (configuration == null) {
      return;
    }
    var plugin =
        new NewPlugin(
            it.pluginId(),
            ref(state),
            manifestOf(state).dependencies().keySet().stream().sorted().toList(),
            configuration,
            it.requested(),
            there == null ? null : there.id());
    places.add(new Place(it.pluginId(), plugin, it.active(), it.requested(), null));
    steps.add(step(action(it, there), it, there, true));
  }

  private Action action(LockedPlugin it, @Nullable InstallationView there) {
    if (there == null) {
      return Action.INSTALL;
    }
    return site.direction(it) > 0 ? Action.UPGRADE : Action.DOWNGRADE;
  }

  private static Step step(
      Action action, LockedPlugin it, @Nullable InstallationView there, boolean configured) {
    return new Step(
        action,
        action == Action.KEEP || action == Action.CHANGE
            ? Objects.requireNonNull(there).packageId()
            : it.packageId(),
        it.pluginId(),
        there == null ? null : there.version(),
        it.version(),
        it.active(),
        it.requested(),
        configured);
  }

  private void remove(InstallationView there) {
    steps.add(
        new Step(
            Action.REMOVE,
            there.packageId(),
            there.pluginId(),
            there.version(),
            null,
            false,
            false,
            false));
  }

  private boolean isConfigured(LockedPlugin it) {
    return it.configuration() != null || !site.order().configurationOf(it.pluginId()).isEmpty();
  }

  /** Null if it does not fit. Secrets that the site has stay. */
  private @Nullable CheckedConfiguration configuration(
      LockedPlugin it, PackageState state, @Nullable InstallationView there) {
    var properties = manifestOf(state).configuration();
    var field = "configuration." + it.pluginId();
    var given = site.order().configurationOf(it.pluginId());
    try {
      if (there != null && it.configuration() == null) {
        return ConfigurationCheck.carriedOver(field, properties, there.setup(), given);
      }
      var all = new TreeMap<>(Objects.requireNonNullElse(it.configuration(), NONE));
      all.putAll(given);
      var held = there == null ? List.<SecretRef>of() : there.setup().secrets();
      return ConfigurationCheck.checked(field, properties, all, held);
    } catch (Problem e) {
      say(it, e);
      return null;
    }
  }

  private void say(LockedPlugin it, Problem problem) {
    var errors =
        problem.errors().stream()
            .map(error -> error.field() + " " + error.message())
            .collect(Collectors.joining("; "));
    obstacles.add(
        new Obstacle(
            Kind.CONFIGURATION,
            it.pluginId(),
            it.version(),
            "%s cannot be configured so: %s.".formatted(it, errors)));
  }

  private static PackageRef ref(PackageState it) {
    return new PackageRef(
        it.packageId(),
        it.version(),
        it.checksum(),
        it.size(),
        it.contentUrl(),
        Objects.requireNonNull(it.attestationUrl(), "an approved package has an attestation"));
  }
}
