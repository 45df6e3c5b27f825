package dev.pluginsuite.installation.resolution;

import org.jspecify.annotations.Nullable;

/**
 * The entry of a partial solution that made all terms of an incompatibility true.
 *
 * @param previousLevel where that entry's own cause would have told the same
 */
record Satisfier(Plugin plugin, int level, @Nullable Incompatibility cause, int previousLevel) {

  static Satisfier of(Incompatibility it, PartialSolution solution) {
    @Nullable Assignment latest = null;
    var previous = 0;
    for (var term : it.terms()) {
      var satisfier = solution.satisfier(term);
      if (latest == null || satisfier.index() > latest.index()) {
        previous = latest == null ? previous : Math.max(previous, latest.level());
        latest = satisfier;
      } else {
        previous = Math.max(previous, satisfier.level());
      }
    }
    if (latest == null) {
      throw new IllegalStateException("a failure has no satisfier");
    }
    return new Satisfier(
        latest.plugin(),
        latest.level(),
        latest.cause(),
        Math.max(previous, helperOf(latest, it, solution)));
  }

  /** The cause of an entry may be too weak alone: then an earlier one of the plugin helped. */
  private static int helperOf(Assignment latest, Incompatibility it, PartialSolution solution) {
    if (latest.cause() == null) {
      return 0;
    }
    var plugin = latest.plugin();
    var rest = it.about(plugin).or(latest.cause().about(plugin));
    return rest.isEverything() ? 0 : solution.satisfier(new Term(plugin, rest)).level();
  }
}
