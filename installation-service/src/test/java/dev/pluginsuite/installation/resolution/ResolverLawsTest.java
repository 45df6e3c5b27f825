package dev.pluginsuite.installation.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.resolution.Plan.Action;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is true of every answer, on random questions that somebody else has answered too. */
class ResolverLawsTest {
  private static final int GRAPHS = 10_000;
  private static final int EXPLAINED = 1_000;

  @Test
  @Tag("SEED-31")
  void an_answer_is_right_and_changes_as_little_as_possible() {
    var mix = new int[3];

    for (var seed = 0; seed < GRAPHS; seed++) {
      var question = RandomQuestion.of(seed);
      var oracle = new BruteForce(question);
      var resolution = answer(question);
      var isSolvable = oracle.isSolvable();
      assertThat(resolution instanceof Solved).as("seed %d", seed).isEqualTo(isSolvable);
      if (resolution instanceof Solved solved) {
        var set = set(question, solved.plan());
        assertThat(oracle.isValid(set)).as("seed %d: %s", seed, solved).isTrue();
        assertOrdered(question, solved.plan(), set);
        assertNothingSimplyBetter(question, oracle, set, seed);
      }
      assertThat(answer(RandomQuestion.shuffled(question, seed)))
          .as("seed %d", seed)
          .isEqualTo(resolution);
      mix[0] += isSolvable ? 0 : 1;
      mix[1] += Greedy.succeeds(question, oracle) ? 0 : 1;
      mix[2] += question.installed().isEmpty() ? 0 : 1;
    }

    assertThat(mix[0]).as("unsolvable").isGreaterThan(GRAPHS * 3 / 10);
    assertThat(mix[1]).as("beyond a search that never goes back").isGreaterThan(GRAPHS * 3 / 10);
    assertThat(mix[2]).as("with something installed").isGreaterThan(GRAPHS * 2 / 10);
  }

  /** Explained in another test. */
  private static Resolution answer(Question question) {
    return Resolver.resolve(
        question, new Limits(Limits.USUAL.toSolve(), Effort.NONE, Effort.NONE), () -> 0);
  }

  @Test
  void without_any_one_line_of_an_explanation_there_would_be_a_way() {
    var explained = 0;

    for (var seed = 0; explained < EXPLAINED; seed++) {
      var question = RandomQuestion.of(seed);
      if (explained(question) instanceof Unsolvable it) {
        explained++;
        var oracle = new BruteForce(question);
        assertThat(explained(RandomQuestion.shuffled(question, seed))).isEqualTo(it);
        assertThat(it.minimal()).as("seed %d", seed).isTrue();
        assertThat(oracle.isPossible(it.facts())).as("seed %d: %s", seed, it.because()).isFalse();
        for (var fact : it.facts()) {
          var rest = new ArrayList<>(it.facts());
          rest.remove(fact);
          assertThat(oracle.isPossible(rest)).as("seed %d: %s", seed, it.because()).isTrue();
        }
        assertThat(it.suggestions()).as("seed %d: %s", seed, it.because()).isNotEmpty();
      }
    }
  }

  /** On a machine that is fast enough, whatever this one is. */
  private static Resolution explained(Question question) {
    return Resolver.resolve(question, Limits.USUAL, () -> 0);
  }

  /** With the rest unchanged, no plugin could be kept, or be had in a version that is preferred. */
  private static void assertNothingSimplyBetter(
      Question question, BruteForce oracle, Map<String, Candidate> set, int seed) {
    for (var taken : set.values()) {
      for (var better : better(question, taken)) {
        var other = new HashMap<>(set);
        other.put(better.pluginId(), better);
        assertThat(oracle.isValid(other))
            .as("seed %d: %s could be %s in %s", seed, taken, better, set)
            .isFalse();
      }
      var fewer = new HashMap<>(set);
      fewer.remove(taken.pluginId());
      assertThat(oracle.isValid(fewer)).as("seed %d: %s is not needed", seed, taken).isFalse();
    }
  }

  private static List<Candidate> better(Question question, Candidate taken) {
    var installed = question.installed().get(taken.pluginId());
    if (taken.equals(installed) || taken.equals(question.wanted())) {
      return List.of();
    }
    var better = new ArrayList<Candidate>();
    if (installed != null) {
      better.add(installed);
    }
    question.offers().getOrDefault(taken.pluginId(), List.of()).stream()
        .filter(it -> Candidate.PREFERENCE.compare(it, taken) < 0)
        .forEach(better::add);
    return better;
  }

  private static void assertOrdered(Question question, Plan plan, Map<String, Candidate> set) {
    var done = new HashSet<String>();
    for (var step : plan.steps()) {
      assertThat(done)
          .containsAll(Objects.requireNonNull(set.get(step.pluginId())).dependencies().keySet());
      done.add(step.pluginId());
      var installed = question.installed().get(step.pluginId());
      assertThat(step.action())
          .isEqualTo(
              installed == null
                  ? Action.INSTALL
                  : installed.packageId().equals(step.packageId()) ? Action.KEEP : Action.UPGRADE);
      assertThat(step.why()).isNotEmpty();
    }
  }

  private static Map<String, Candidate> set(Question question, Plan plan) {
    var byId =
        question.offers().values().stream()
            .flatMap(Collection::stream)
            .collect(Collectors.toMap(Candidate::packageId, Function.identity()));
    var set = new HashMap<>(question.installed());
    plan.steps()
        .forEach(it -> set.put(it.pluginId(), Objects.requireNonNull(byId.get(it.packageId()))));
    return set;
  }
}
