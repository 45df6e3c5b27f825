package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a set of packages that satisfies everybody: depth first, the preferred candidate first,
 * so that the set found is the first in that order and the same for the same question. If there is
 * one, it is found.
 */
public final class Resolver {
  /** Far beyond any real set of plugins; an adversary's ends here and not the service. */
  private static final int MOST_TRIES = 200_000;

  private final Question question;
  private final DeadEnds deadEnds;
  private int tries;

  private Resolver(Question question) {
    this.question = question;
    this.deadEnds = new DeadEnds(question);
  }

  public static Resolution resolve(Question question) {
    return new Resolver(question).resolve();
  }

  private Resolution resolve() {
    var found =
        choose(
            Selection.of(question.installed()),
            question.wanted().pluginId(),
            List.of(question.wanted()));
    if (found != null) {
      return new Solved(PlanOrder.of(question, found));
    }
    return new Unsolvable(tries > MOST_TRIES ? List.of(deadEnds.tooMany()) : deadEnds.sentences());
  }

  private @Nullable Selection complete(Selection selection) {
    var missing = selection.firstMissing();
    return missing == null ? selection : choose(selection, missing, question.offersOf(missing));
  }

  private @Nullable Selection choose(
      Selection selection, String pluginId, List<Candidate> candidates) {
    for (var candidate : candidates) {
      var found = fits(selection, candidate) ? complete(selection.with(candidate)) : null;
      if (found != null) {
        return found;
      }
      if (tries > MOST_TRIES) {
        return null;
      }
    }
    deadEnds.at(selection, pluginId, candidates);
    return null;
  }

  private boolean fits(Selection selection, Candidate candidate) {
    tries++;
    if (candidate.obstacle() != null || !isAdmitted(selection, candidate)) {
      return false;
    }
    if (!acceptsWhatIsChosen(selection, candidate)) {
      return false;
    }
    var cycle = selection.with(candidate).cycleThrough(candidate);
    if (cycle != null) {
      deadEnds.cycle(cycle);
    }
    return cycle == null;
  }

  private static boolean isAdmitted(Selection selection, Candidate candidate) {
    return selection.demandsOn(candidate.pluginId()).stream().allMatch(it -> it.admits(candidate));
  }

  private boolean acceptsWhatIsChosen(Selection selection, Candidate candidate) {
    for (var dependency : candidate.dependencies().entrySet()) {
      var chosen = selection.get(dependency.getKey());
      if (chosen != null && !dependency.getValue().contains(chosen.version())) {
        deadEnds.clash(candidate, dependency.getValue(), chosen);
        return false;
      }
    }
    return true;
  }
}
