package dev.pluginsuite.installation.resolution;

import static java.util.stream.Collectors.joining;

import dev.pluginsuite.installation.resolution.Fact.Blocked;
import dev.pluginsuite.installation.resolution.Fact.Installed;
import dev.pluginsuite.installation.resolution.Fact.Needs;
import dev.pluginsuite.installation.resolution.Suggestion.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Looks for ways out. Each is tried with the question changed accordingly. */
final class Suggestions {
  private static final int MOST = 5;
  private static final int MOST_VERSIONS = 5;
  private static final int MOST_TRIES = 30;
  private static final int MOST_RANGES = 50;

  private final Question question;
  private final List<Fact> facts;
  private final long steps;
  private final Budget all;
  private final List<Suggestion> found = new ArrayList<>();

  /** Of these it was tried already. */
  private final Set<String> approved = new HashSet<>();

  private int tries;

  private Suggestions(Question question, List<Fact> facts, long steps, Budget all) {
    this.question = question;
    this.facts = facts;
    this.steps = steps;
    this.all = all;
  }

  /**
   * @param effort steps for each try, time for all of them
   */
  static List<Suggestion> of(
      Question question, List<Fact> facts, Effort effort, LongSupplier nanoTime) {
    var all = new Budget(effort, nanoTime);
    var suggestions = new Suggestions(question, facts, effort.steps(), all);
    suggestions.otherVersion();
    facts.stream().takeWhile(it -> !suggestions.isOver()).forEach(suggestions::without);
    if (suggestions.found.isEmpty()) {
      suggestions.uninstall(suggestions.installed());
    }
    if (suggestions.found.isEmpty()) {
      suggestions.startAnew();
    }
    return List.copyOf(suggestions.found);
  }

  private void otherVersion() {
    var wanted = question.wanted();
    question.offersOf(wanted.pluginId()).stream()
        .filter(it -> !it.equals(wanted) && question.isRaise(it))
        .limit(MOST_VERSIONS)
        .filter(it -> isSolvable(question.wanting(it)))
        .findFirst()
        .ifPresent(
            it ->
                say(
                    Kind.USE_VERSION,
                    List.of(it.pluginId()),
                    "Use version %s of %s, which can be had."
                        .formatted(it.version(), it.pluginId())));
  }

  private void without(Fact fact) {
    if (fact instanceof Needs needs) {
      approve(needs.needed(), "in " + needs.range());
    } else if (fact instanceof Installed it
        && !it.installed().pluginId().equals(question.wanted().pluginId())) {
      uninstall(List.of(it.installed()));
    } else if (fact instanceof Blocked it) {
      clear(it);
    }
  }

  private void approve(String pluginId, String which) {
    if (!approved.add(pluginId)) {
      return;
    }
    var ranges =
        facts.stream()
            .filter(it -> it instanceof Needs needs && needs.needed().equals(pluginId))
            .limit(MOST_RANGES)
            .map(it -> ((Needs) it).range())
            .toList();
    var version = Newcomer.version(pluginId, ranges, question);
    if (isSolvable(question.offering(Newcomer.of(pluginId, version)))) {
      say(
          Kind.APPROVE,
          List.of(pluginId),
          "Approve a version of %s %s, such as %s.".formatted(pluginId, which, version));
    }
  }

  /** Whoever needs the plugin in some version goes; another version of it needs nothing. */
  private void startAnew() {
    var wanted = question.wanted().pluginId();
    var gone = withDependents(dependents(Set.of(wanted)));
    var rest = question.without(gone);
    var it = Newcomer.of(wanted, Newcomer.version(wanted, List.of(), rest));
    if (isSolvable(rest.offering(it))) {
      say(
          Kind.APPROVE,
          List.of(wanted),
          "%sApprove a version of %s that needs nothing else, such as %s."
              .formatted(gone.isEmpty() ? "" : uninstalling(gone) + " ", wanted, it.version()));
    }
  }

  private List<Candidate> installed() {
    return facts.stream()
        .filter(it -> it instanceof Installed)
        .map(it -> ((Installed) it).installed())
        .toList();
  }

  private void uninstall(Collection<Candidate> plugins) {
    var gone = withDependents(plugins.stream().map(Candidate::pluginId).toList());
    if (!gone.isEmpty() && isSolvable(question.without(gone))) {
      say(Kind.UNINSTALL, List.copyOf(gone), uninstalling(gone));
    }
  }

  private String uninstalling(Set<String> gone) {
    return gone.stream()
        .map(it -> Objects.requireNonNull(question.installed().get(it)).toString())
        .collect(joining(" and ", "Uninstall ", " first."));
  }

  private Set<String> withDependents(Collection<String> plugins) {
    var all = new TreeSet<>(plugins);
    var more = true;
    while (more) {
      more = all.addAll(dependents(all));
    }
    return all;
  }

  private Set<String> dependents(Set<String> plugins) {
    var dependents = new TreeSet<String>();
    for (var it : question.installed().values()) {
      if (it.dependencies().keySet().stream().anyMatch(plugins::contains)) {
        dependents.add(it.pluginId());
      }
    }
    return dependents;
  }

  private void clear(Blocked blocked) {
    var it = blocked.candidate();
    if (isSolvable(question.clearing(it))) {
      say(
          Kind.CLEAR,
          List.of(it.pluginId()),
          "Clear what is in the way of %s: it %s.".formatted(it, blocked.obstacle()));
    }
  }

  private void say(Kind kind, List<String> plugins, String sentence) {
    found.add(new Suggestion(kind, plugins, sentence));
  }

  private boolean isOver() {
    return found.size() >= MOST || tries >= MOST_TRIES || all.isLate();
  }

  private boolean isSolvable(Question changed) {
    if (isOver()) {
      return false;
    }
    tries++;
    try {
      var rules = new Rules(new Universe(changed));
      return new Solver(rules, all.part(steps)).solve() instanceof Outcome.Found;
    } catch (Budget.Exhausted e) {
      return false;
    }
  }
}
