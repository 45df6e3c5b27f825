package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.installation.resolution.Outcome.Failed;
import dev.pluginsuite.installation.resolution.Outcome.Found;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PubGrub: propagates what is known, decides the rest one by one, and learns from each conflict an
 * incompatibility that keeps it from coming again.
 */
final class Solver {
  private final Knowledge knowledge;
  private final Budget budget;
  private final PartialSolution solution = new PartialSolution();
  private final Map<Plugin, List<Incompatibility>> known = new HashMap<>();
  private final Set<Incompatibility> added = new LinkedHashSet<>();
  private final Deque<Plugin> changed = new ArrayDeque<>();

  Solver(Knowledge knowledge, Budget budget) {
    this.knowledge = knowledge;
    this.budget = budget;
  }

  /**
   * @throws Budget.Exhausted if that takes too much
   */
  Outcome solve() {
    knowledge.first().forEach(this::learn);
    while (true) {
      var failure = propagate();
      if (failure != null) {
        return new Failed(failure);
      }
      var next = nextToDecide();
      if (next != null) {
        decide(next);
        continue;
      }
      var violated = knowledge.violatedBy(solution.decided());
      if (violated == null) {
        return new Found(solution.decided());
      }
      learn(violated);
    }
  }

  private void learn(Incompatibility incompatibility) {
    if (added.add(incompatibility)) {
      for (var term : incompatibility.terms()) {
        known.computeIfAbsent(term.plugin(), any -> new ArrayList<>()).add(incompatibility);
        changed.add(term.plugin());
      }
    }
  }

  /** Derives all that follows; what remains when nothing is possible, or null. */
  private @Nullable Incompatibility propagate() {
    while (!changed.isEmpty()) {
      var about = known.getOrDefault(changed.remove(), List.of());
      for (var i = about.size() - 1; i >= 0; i--) {
        if (!follows(about.get(i))) {
          var root = resolve(about.get(i));
          if (root.isFailure()) {
            return root;
          }
          changed.clear();
          follows(root);
          break;
        }
      }
    }
    return null;
  }

  /** Derives the last term's opposite when all others are true. False if all are: a conflict. */
  private boolean follows(Incompatibility it) {
    budget.spend();
    @Nullable Term open = null;
    for (var term : it.terms()) {
      var allowed = solution.allowed(term.plugin());
      if (allowed.isWithin(term.versions())) {
        continue;
      }
      if (open != null || !allowed.meets(term.versions())) {
        return true;
      }
      open = term;
    }
    if (open == null) {
      return false;
    }
    solution.derive(open.not(), it);
    changed.add(open.plugin());
    return true;
  }

  /** Finds what was wrong from the start, and goes back to where that would have been seen. */
  private Incompatibility resolve(Incompatibility conflict) {
    var at = conflict;
    while (!at.isFailure()) {
      budget.spend();
      var latest = Satisfier.of(at, solution);
      var cause = latest.cause();
      if (cause == null || latest.previousLevel() < latest.level()) {
        solution.backtrack(latest.previousLevel());
        learn(at);
        return at;
      }
      at = at.resolve(latest.plugin(), cause);
    }
    return at;
  }

  /** What can be kept comes first, then what has the fewest candidates left. */
  private @Nullable Plugin nextToDecide() {
    @Nullable Plugin best = null;
    var fewest = Integer.MAX_VALUE;
    for (var plugin : solution.open()) {
      var allowed = solution.allowed(plugin);
      var left = plugin.installed() != null && allowed.contains(1) ? 1 : allowed.count();
      if (left < fewest) {
        best = plugin;
        fewest = left;
      }
    }
    return best;
  }

  private void decide(Plugin plugin) {
    var bit = solution.allowed(plugin).bits().findFirst().orElseThrow();
    knowledge.about(plugin, plugin.candidate(bit)).forEach(this::learn);
    changed.add(plugin);
    if (known.getOrDefault(plugin, List.of()).stream().noneMatch(it -> forbids(it, plugin, bit))) {
      solution.decide(plugin, bit);
    }
  }

  private boolean forbids(Incompatibility it, Plugin plugin, int bit) {
    budget.spend();
    return it.terms().stream()
        .allMatch(
            term ->
                term.plugin() == plugin
                    ? term.versions().contains(bit)
                    : solution.allowed(term.plugin()).isWithin(term.versions()));
  }
}
