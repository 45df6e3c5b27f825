package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;
import static dev.pluginsuite.installation.installation.Desired.REPLACED;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes back a plan that a site could not do, whole, with everything that was built on it: later
 * plans of the same plugins and plugins that would lack what they need.
 */
final class Reversal {
  private static final Set<String> STOPPING = Set.of("deactivate", "remove");

  private final SitePlugins plugins;
  private final Installation culprit;
  private final String operation;
  private final String error;
  private final Set<UUID> plans = new HashSet<>();
  private final Set<Installation> upgraded = new HashSet<>();
  private final Map<Installation, Wish> before = new LinkedHashMap<>();

  Reversal(SitePlugins plugins, Installation culprit, String operation, String error) {
    this.plugins = plugins;
    this.culprit = culprit;
    this.operation = operation;
    this.error = error;
  }

  void run() {
    plugins.open().forEach(it -> before.put(it, it.wish()));
    plugins.open().stream().filter(plugins::hasWayBack).forEach(upgraded::add);
    if (hasNoWayBack()) {
      noteFailure(culprit);
      return;
    }
    plans.add(culprit.intent.planId);
    do {
      growPlans();
      plugins.open().forEach(this::takeBack);
    } while (addPlansOfOrphans());
    while (stopOrphans()) {}
    plugins.open().stream().filter(this::isTouched).forEach(this::noteFailure);
  }

  /** A revoked plugin that cannot be stopped stays wanted stopped; the site is told again later. */
  private boolean hasNoWayBack() {
    return culprit.intent.isWithdrawn() && STOPPING.contains(operation);
  }

  /** A plan that changed a plugin after one of these plans did goes with them. */
  private void growPlans() {
    var grown = true;
    while (grown) {
      grown = false;
      for (var it : plugins.open()) {
        grown |= plans.addAll(it.intent.plansSince(plans));
      }
    }
  }

  private void takeBack(Installation it) {
    while (plans.contains(it.intent.planId) && (it.isPresent() || it.intent.undo != null)) {
      if ((isStoppedForGood(it) && hasItsNeeds(it)) || hasSuccessorThatStays(it)) {
        return;
      }
      it.revert(plugins.change().generation());
      plugins.told(it);
    }
  }

  /** A version that is to take another's place goes all the same: that one is back. */
  private boolean isStoppedForGood(Installation it) {
    return it.intent.isWithdrawn() && !it.equals(culprit) && !upgraded.contains(it);
  }

  /** The site confirmed it, and it went on from there: no plan leads back to before it. */
  private boolean hasSuccessorThatStays(Installation it) {
    return it.intent.isReplaced()
        && plugins.open().stream()
            .filter(next -> next.id.equals(it.supersededBy))
            .anyMatch(next -> next.isPresent() && !plans.contains(next.intent.planId));
  }

  private boolean addPlansOfOrphans() {
    return plugins.open().stream()
        .filter(it -> it.isPresent() && !hasItsNeeds(it))
        .map(it -> plans.add(it.intent.planId))
        .reduce(false, Boolean::logicalOr);
  }

  private boolean hasItsNeeds(Installation it) {
    return it.requires.pluginIds().stream().map(plugins::find).allMatch(Reversal::isPresent);
  }

  private static boolean isPresent(@Nullable Installation it) {
    return it != null && it.isPresent();
  }

  private boolean stopOrphans() {
    var orphans =
        plugins.open().stream()
            .filter(it -> it.is(ACTIVE))
            .filter(
                it ->
                    it.requires.pluginIds().stream()
                        .map(plugins::find)
                        .anyMatch(Reversal::isStopped))
            .toList();
    orphans.forEach(it -> it.stopWithout(plugins.change().generation()));
    orphans.forEach(plugins::told);
    return !orphans.isEmpty();
  }

  private static boolean isStopped(@Nullable Installation it) {
    return it == null || !it.is(ACTIVE);
  }

  /** A version that has its place back has not failed: the one that was to take it has. */
  private boolean isTouched(Installation it) {
    return !hasItsPlaceBack(it)
        && (it.equals(culprit) || !it.wish().equals(before.get(it)) || hasLostItsPlace(it));
  }

  private boolean hasLostItsPlace(Installation it) {
    return plugins.open().stream()
        .anyMatch(other -> other.id.equals(it.previousInstallationId) && hasItsPlaceBack(other));
  }

  private boolean hasItsPlaceBack(Installation it) {
    return wishOf(it).desired() == REPLACED && it.isPresent();
  }

  private Wish wishOf(Installation it) {
    return Objects.requireNonNull(before.get(it));
  }

  private void noteFailure(Installation it) {
    var because =
        it.equals(culprit) || culprit.id.equals(it.previousInstallationId)
            ? error
            : "Undone together with %s: %s".formatted(culprit.pluginId, error);
    if (it.fail(operation, because, wishOf(it))) {
      plugins.noted(it);
    }
  }
}
