package dev.pluginsuite.installation.resolution;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.resolution.Resolution.Solved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small random registries, and every possible set of packages tried by hand beside the resolver.
 */
class ResolverLawsTest {
  private static final List<String> PLUGINS = List.of("a", "b", "c", "d", "e");
  private static final List<String> RANGES =
      List.of("*", "^1.0.0", "^2.0.0", ">=1.1.0", "1.0.0", "<2.0.0", "~1.1.0");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");

  static IntStream seeds() {
    return IntStream.range(0, 1_500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_solution_is_found_if_and_only_if_there_is_one(int seed) {
    var question = question(new Random(seed));

    var resolution = Resolver.resolve(question);

    assertThat(resolution instanceof Solved)
        .as(question.toString())
        .isEqualTo(isSolvable(question));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_solution_satisfies_everybody_and_nothing_could_simply_be_better(int seed) {
    var question = question(new Random(seed));

    var resolution = Resolver.resolve(question);

    if (resolution instanceof Solved solved) {
      var set = set(question, solved);
      assertThat(isValid(question, set)).as("%s%n%s", question, solved).isTrue();
      assertOrdered(solved, set);
      assertNothingSimplyBetter(question, solved, set);
      assertThat(Resolver.resolve(question)).isEqualTo(resolution);
    }
  }

  /** With the rest unchanged, no plugin could be had in a version that is preferred. */
  private static void assertNothingSimplyBetter(
      Question question, Solved solved, Map<String, Candidate> set) {
    for (var step : solved.plan().changes()) {
      var taken = set.get(step.pluginId());
      if (taken == null || taken.equals(question.wanted())) {
        continue;
      }
      for (var better : question.offersOf(step.pluginId())) {
        if (better.equals(taken)) {
          break;
        }
        var other = new HashMap<>(set);
        other.put(better.pluginId(), better);
        assertThat(isValid(question, other))
            .as("%s could be %s in %s", taken, better, set)
            .isFalse();
      }
    }
  }

  private static void assertOrdered(Solved solved, Map<String, Candidate> set) {
    var done = new HashSet<String>();
    for (var step : solved.plan().steps()) {
      var candidate = set.get(step.pluginId());
      assertThat(candidate).isNotNull();
      if (candidate != null) {
        assertThat(done).containsAll(candidate.dependencies().keySet());
      }
      done.add(step.pluginId());
    }
  }

  private static Map<String, Candidate> set(Question question, Solved solved) {
    var byId =
        question.offers().values().stream()
            .flatMap(Collection::stream)
            .collect(toMap(Candidate::packageId, it -> it));
    var set = new HashMap<>(question.installed());
    solved.plan().steps().forEach(it -> set.put(it.pluginId(), byId.get(it.packageId())));
    return set;
  }

  private static boolean isSolvable(Question question) {
    return isSolvable(question, new HashMap<>(), 0);
  }

  private static boolean isSolvable(Question question, Map<String, Candidate> set, int at) {
    if (at == PLUGINS.size()) {
      return isValid(question, set);
    }
    if (isSolvable(question, set, at + 1)) {
      return true;
    }
    for (var candidate : question.offersOf(PLUGINS.get(at))) {
      set.put(candidate.pluginId(), candidate);
      var found = isSolvable(question, set, at + 1);
      set.remove(candidate.pluginId());
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static boolean isValid(Question question, Map<String, Candidate> set) {
    return question.wanted().equals(set.get(question.wanted().pluginId()))
        && question.installed().entrySet().stream()
            .allMatch(it -> it.getValue().equals(set.get(it.getKey())))
        && set.values().stream()
            .allMatch(
                it ->
                    isSatisfied(it, set)
                        && (it.obstacle() == null || question.installed().containsValue(it)))
        && set.values().stream().noneMatch(it -> reaches(it, it, set, new HashSet<>()));
  }

  private static boolean isSatisfied(Candidate it, Map<String, Candidate> set) {
    return it.dependencies().entrySet().stream()
        .allMatch(
            dependency -> {
              var chosen = set.get(dependency.getKey());
              return chosen != null && dependency.getValue().contains(chosen.version());
            });
  }

  private static boolean reaches(
      Candidate from, Candidate to, Map<String, Candidate> set, Set<Candidate> seen) {
    for (var pluginId : from.dependencies().keySet()) {
      var next = set.get(pluginId);
      if (next != null && (next.equals(to) || (seen.add(next) && reaches(next, to, set, seen)))) {
        return true;
      }
    }
    return false;
  }

  private static Question question(Random random) {
    var graph = Graph.of();
    var names = new ArrayList<String>();
    for (var plugin : PLUGINS) {
      for (var version : VERSIONS) {
        if (random.nextInt(10) < 7) {
          var name = plugin + " " + version;
          names.add(name);
          if (random.nextInt(12) == 0) {
            graph.blocked(name + dependencies(random, plugin), "cannot run");
          } else {
            graph.with(name + dependencies(random, plugin), 0);
          }
        }
      }
    }
    if (names.isEmpty()) {
      return question(random);
    }
    var wanted = names.get(random.nextInt(names.size()));
    install(random, graph, names, graph.get(wanted).pluginId());
    return graph.asking(wanted);
  }

  /** Something that could really be there: whole, and without the plugin asked for. */
  private static void install(Random random, Graph graph, List<String> names, String without) {
    var first = names.get(random.nextInt(names.size()));
    if (random.nextBoolean() && Resolver.resolve(graph.asking(first)) instanceof Solved solved) {
      var steps = solved.plan().steps();
      if (steps.stream().noneMatch(it -> it.pluginId().equals(without))) {
        steps.forEach(it -> graph.installed(it.pluginId() + " " + it.to()));
      }
    }
  }

  private static String dependencies(Random random, String of) {
    var dependencies = new ArrayList<String>();
    for (var plugin : PLUGINS) {
      if (!plugin.equals(of) && random.nextInt(10) < 3) {
        dependencies.add(plugin + " " + RANGES.get(random.nextInt(RANGES.size())));
      }
    }
    return dependencies.isEmpty() ? "" : ": " + String.join("; ", dependencies);
  }
}
