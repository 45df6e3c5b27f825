package dev.pluginsuite.installation.installation;

import java.util.UUID;

/**
 * Takes back a plan as if nobody had asked for it. Whole or not at all: where somebody has built on
 * it, or has changed any part of it since, it stays.
 */
final class Recall {
  private final SitePlugins plugins;
  private final UUID plan;
  private final long generation;

  private Recall(SitePlugins plugins, UUID plan, long generation) {
    this.plugins = plugins;
    this.plan = plan;
    this.generation = generation;
  }

  /**
   * Answers whether the site is to have what it had before.
   *
   * @param id of an installation that the plan changed
   * @param generation of the document that carried the plan
   */
  static boolean of(SitePlugins plugins, UUID id, long generation) {
    return plugins.open().stream()
        .filter(it -> it.id.equals(id) && it.intent.generation == generation)
        .anyMatch(it -> new Recall(plugins, it.intent.planId, generation).run());
  }

  private boolean run() {
    var isUntouched = plugins.open().stream().allMatch(this::isUntouched);
    if (isUntouched) {
      plugins.open().stream().filter(this::isOfPlan).forEach(this::takeBack);
      plugins.open().stream().filter(this::isOfPlan).forEach(this::giveWay);
    }
    return isUntouched;
  }

  private boolean isOfPlan(Installation it) {
    return it.intent.planId.equals(plan);
  }

  private boolean isUntouched(Installation it) {
    return isOfPlan(it)
        ? it.intent.generation == generation
        : !it.intent.isBuiltOn(plan) && !needsWhatIsNew(it) && !hasLostItsPlace(it);
  }

  /** Whoever came later may have come because of what the plan brought. */
  private boolean needsWhatIsNew(Installation it) {
    return it.isPresent()
        && it.intent.generation > generation
        && plugins.open().stream().anyMatch(other -> isOfPlan(other) && it.needs(other.pluginId));
  }

  /** It made room for what the plan brought, and may not come back: it was revoked meanwhile. */
  private boolean hasLostItsPlace(Installation it) {
    return plugins.open().stream()
        .anyMatch(
            other -> isOfPlan(other) && other.isPresent() && other.id.equals(it.supersededBy));
  }

  private void takeBack(Installation it) {
    while (isOfPlan(it) && (it.isPresent() || it.intent.undo != null)) {
      it.revert(plugins.change().generation());
      plugins.told(it);
    }
  }

  private void giveWay(Installation it) {
    plugins.open().stream()
        .filter(earlier -> earlier.id.equals(it.previousInstallationId) && earlier.isPresent())
        .forEach(it::giveWayTo);
  }
}
