package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.installation.resolution.Cause.Conflict;
import dev.pluginsuite.installation.resolution.Outcome.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts that together leave no solution.
 *
 * @param failure the proof that they do
 * @param isMinimal whether without any one of them there would be one
 */
record Core(Incompatibility failure, boolean isMinimal) {

  /** Leaves out one fact after the other, as long as the rest still leaves no solution. */
  static Core of(Incompatibility failure, Budget budget) {
    var proof = failure;
    var tried = Collections.<Incompatibility>newSetFromMap(new IdentityHashMap<>());
    try {
      for (var facts = facts(proof); !tried.containsAll(facts); facts = facts(proof)) {
        var fact = facts.stream().filter(it -> !tried.contains(it)).findFirst().orElseThrow();
        tried.add(fact);
        var rest = facts.stream().filter(it -> it != fact).toList();
        if (new Solver(Knowledge.only(rest), budget).solve() instanceof Failed failed) {
          proof = failed.failure();
        }
      }
      return new Core(proof, true);
    } catch (Budget.Exhausted e) {
      return new Core(proof, false);
    }
  }

  List<Incompatibility> facts() {
    return facts(failure);
  }

  private static List<Incompatibility> facts(Incompatibility proof) {
    return inOrder(proof).stream().filter(it -> it.cause() instanceof Fact).toList();
  }

  /** The whole proof, causes before what follows from them. */
  static List<Incompatibility> inOrder(Incompatibility proof) {
    Set<Incompatibility> done = new LinkedHashSet<>();
    Deque<Incompatibility> ahead = new ArrayDeque<>(List.of(proof));
    while (!ahead.isEmpty()) {
      var at = ahead.peek();
      var missing = causes(at).stream().filter(it -> !done.contains(it)).toList();
      if (missing.isEmpty()) {
        done.add(ahead.pop());
      } else {
        ahead.push(missing.get(0));
      }
    }
    return new ArrayList<>(done);
  }

  static List<Incompatibility> causes(Incompatibility it) {
    return it.cause() instanceof Conflict conflict
        ? List.of(conflict.left(), conflict.right())
        : List.of();
  }
}
