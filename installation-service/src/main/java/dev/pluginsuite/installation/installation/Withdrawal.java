package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stops all that comes of a revoked package at a site, and what needs it. */
final class Withdrawal {
  private final SitePlugins plugins;
  private final String because;

  /**
   * @param because the reason, as a sentence
   */
  Withdrawal(SitePlugins plugins, String because) {
    this.plugins = plugins;
    this.because = because;
  }

  List<Installation> of(UUID packageId) {
    var withdrawn = new LinkedHashSet<Installation>();
    plugins.open().stream()
        .filter(it -> it.packageId.equals(packageId) && !it.isDead())
        .forEach(it -> withdrawn.addAll(withdraw(it)));
    withdrawn.forEach(plugins::told);
    return List.copyOf(withdrawn);
  }

  private Set<Installation> withdraw(Installation it) {
    if (it.intent.isReplaced()) {
      return letGo(it);
    }
    return it.sighting.hasArrived() ? stop(it) : callOff(it);
  }

  /** On its way out already: it does not come back should its successor fail. */
  private Set<Installation> letGo(Installation it) {
    if (it.intent.isWithdrawn()) {
      return Set.of();
    }
    it.callOff(because, plugins.change());
    return Set.of(it);
  }

  private Set<Installation> stop(Installation installation) {
    var stopping = plugins.dependents(installation, it -> it.is(ACTIVE));
    stopping.add(installation);
    stopping.removeIf(it -> it.intent.isWithdrawn() && !it.is(ACTIVE));
    stopping.forEach(this::stopOne);
    return stopping;
  }

  private void stopOne(Installation it) {
    if (!it.sighting.hasArrived() && plugins.hasWayBack(it)) {
      it.withdrawWithinPlan(because, plugins.change());
    } else {
      it.withdraw(because, plugins.change());
    }
  }

  private Set<Installation> callOff(Installation installation) {
    var earlier = placeOf(installation);
    if (earlier == null) {
      return callOff(installation, Installation::isPresent);
    }
    var plan = earlier.intent.planId;
    var wanted = installation.intent.desired;
    var changed = callOff(installation, it -> it.isPresent() && cameWith(plan, it));
    earlier.revert(plugins.change().generation());
    if (earlier.intent.desired.canBecome(wanted)) {
      earlier.want(wanted, plugins.change());
    }
    changed.add(earlier);
    return changed;
  }

  /** Others get along with the version that has its place back, as they did before. */
  private static boolean cameWith(UUID plan, Installation it) {
    return !it.sighting.hasArrived()
        && (it.intent.planId.equals(plan) || it.intent.isBuiltOn(plan));
  }

  /** The version whose place it was to take; null if there is none, or none that may come back. */
  private @Nullable Installation placeOf(Installation installation) {
    return plugins.open().stream()
        .filter(it -> installation.isPresent() && it.intent.isReplaced())
        .filter(it -> installation.id.equals(it.supersededBy))
        .findFirst()
        .orElse(null);
  }

  private Set<Installation> callOff(Installation installation, Predicate<Installation> which) {
    var calledOff = plugins.dependents(installation, which);
    calledOff.add(installation);
    calledOff.removeIf(it -> it.intent.isWithdrawn() && !it.isPresent());
    calledOff.forEach(it -> it.callOff(because, plugins.change()));
    return calledOff;
  }
}
