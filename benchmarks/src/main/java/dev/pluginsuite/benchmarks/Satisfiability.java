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

/**
 * The same question for SAT4J, in the plain encoding: a variable for each package, at most one
 * package of a plugin, a clause for each dependency. Says yes or no; prefers nothing, explains
 * nothing and knows nothing of circles.
 */
final class Satisfiability {
  private static final int PATIENCE_MILLIS = 2_000;

  private final Question question;
  private final ISolver solver = SolverFactory.newDefault();
  private final Map<String, List<Candidate>> plugins = new HashMap<>();
  private final Map<Candidate, Integer> variables = new HashMap<>();
  private final Deque<String> ahead = new ArrayDeque<>();

  private Satisfiability(Question question) {
    this.question = question;
  }

  static Answer answer(Question question) {
    try {
      var it = new Satisfiability(question);
      it.solver.setTimeoutMs(PATIENCE_MILLIS);
      it.encode();
      return it.solver.isSatisfiable() ? Answer.YES : Answer.NO;
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
      solver.addAtMost(literals(possible), 1);
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
