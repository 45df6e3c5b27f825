package dev.pluginsuite.benchmarks;

import dev.pluginsuite.installation.resolution.Candidate;
import dev.pluginsuite.installation.resolution.Question;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;
import org.sat4j.tools.xplain.Xplain;

/**
 * The same question for SAT4J, in the plain encoding: a variable for each package, at most one
 * package of a plugin, a clause for each dependency. Says yes or no; prefers nothing, explains
 * nothing and knows nothing of circles.
 */
final class Satisfiability {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int MOST_PACKAGES = RandomRegistry.PLUGINS * RandomRegistry.VERSIONS + 1_000;

  private final Question question;
  private final ISolver solver;
  private final Map<String, List<Candidate>> plugins = new HashMap<>();
  private final Map<Candidate, Integer> variables = new HashMap<>();
  private final Deque<String> ahead = new ArrayDeque<>();

  private final AtMostOne atMostOne;

  /** How a solver is told that no two of these are true. */
  private interface AtMostOne {
    void say(VecInt literals) throws ContradictionException;
  }

  private Satisfiability(Question question, ISolver solver, AtMostOne atMostOne) {
    this.question = question;
    this.solver = solver;
    this.atMostOne = atMostOne;
  }

  static Answer answer(Question question) {
    var solver = SolverFactory.newDefault();
    return new Satisfiability(question, solver, it -> solver.addAtMost(it, 1)).answer();
  }

  /** No, with clauses of which each counts. */
  static Answer explained(Question question) {
    var explaining = new Xplain<>(SolverFactory.newDefault());
    explaining.newVar(MOST_PACKAGES);
    var answer = new Satisfiability(question, explaining, it -> pairs(it, explaining)).answer();
    try {
      if (answer == Answer.NO && explaining.minimalExplanation().length == 0) {
        throw new IllegalStateException("Nothing was explained.");
      }
      return answer;
    } catch (TimeoutException e) {
      return Answer.GIVEN_UP;
    }
  }

  /** Clauses are all that can be explained. */
  private static void pairs(VecInt literals, ISolver solver) throws ContradictionException {
    for (var i = 0; i < literals.size(); i++) {
      for (var j = 0; j < i; j++) {
        solver.addClause(new VecInt(new int[] {-literals.get(i), -literals.get(j)}));
      }
    }
  }

  private Answer answer() {
    try {
      solver.setTimeoutMs(PATIENCE_MILLIS);
      encode();
      return solver.isSatisfiable() ? Answer.YES : Answer.NO;
    } catch (ContradictionException e) {
      return Answer.NO;
    } catch (TimeoutException e) {
      return Answer.GIVEN_UP;
    }
  }

  private void encode() throws ContradictionException {
    require(question.wanted().pluginId());
    for (var pluginId : question.installed().keySet()) {
      require(pluginId);
    }
    while (!ahead.isEmpty()) {
      for (var it : packages(ahead.remove())) {
        encodeNeeds(it);
      }
    }
  }

  private void require(String pluginId) throws ContradictionException {
    solver.addClause(literals(packages(pluginId)));
  }

  private void encodeNeeds(Candidate it) throws ContradictionException {
    for (var need : it.dependencies().entrySet()) {
      var fitting =
          packages(need.getKey()).stream()
              .filter(other -> need.getValue().contains(other.version()))
              .toList();
      var clause = literals(fitting);
      clause.push(-variable(it));
      solver.addClause(clause);
    }
  }

  /** Of which one at most is there. */
  private List<Candidate> packages(String pluginId) throws ContradictionException {
    var known = plugins.get(pluginId);
    if (known != null) {
      return known;
    }
    var possible = Possible.of(question, pluginId);
    plugins.put(pluginId, possible);
    ahead.add(pluginId);
    if (possible.size() > 1) {
      atMostOne.say(literals(possible));
    }
    return possible;
  }

  private VecInt literals(List<Candidate> packages) {
    var literals = new ArrayList<Integer>();
    packages.forEach(it -> literals.add(variable(it)));
    return new VecInt(literals.stream().mapToInt(Integer::intValue).toArray());
  }

  private int variable(Candidate it) {
    return variables.computeIfAbsent(it, any -> variables.size() + 1);
  }
}
