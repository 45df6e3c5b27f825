package dev.pluginsuite.installation.resolution;

import static java.util.stream.Collectors.joining;

import dev.pluginsuite.installation.resolution.Plan.Action;
import dev.pluginsuite.installation.resolution.Plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a set: everything that the wanted plugin needs, before what needs it. */
final class PlanOrder {
  private final Question question;
  private final Selection selection;
  private final Set<Candidate> ordered = new LinkedHashSet<>();

  private PlanOrder(Question question, Selection selection) {
    this.question = question;
    this.selection = selection;
  }

  static Plan of(Question question, Selection selection) {
    var order = new PlanOrder(question, selection);
    order.visit(question.wanted());
    selection.all().stream().filter(it -> !order.isKnown(it)).forEach(order::visit);
    var steps = new ArrayList<Step>();
    order.ordered.forEach(it -> steps.add(order.step(it)));
    return new Plan(List.copyOf(steps));
  }

  /** Either already in the plan, or installed and none of its business. */
  private boolean isKnown(Candidate it) {
    return ordered.contains(it) || question.installed().containsKey(it.pluginId());
  }

  private void visit(Candidate candidate) {
    for (var pluginId : candidate.dependencies().keySet()) {
      var needed = Objects.requireNonNull(selection.get(pluginId));
      if (!ordered.contains(needed)) {
        visit(needed);
      }
    }
    ordered.add(candidate);
  }

  private Step step(Candidate it) {
    var from = it.equals(question.wanted()) ? question.replaced() : installed(it);
    return new Step(
        action(it, from),
        it.packageId(),
        it.pluginId(),
        from == null ? null : from.version().toString(),
        it.version().toString(),
        why(it));
  }

  private @Nullable Candidate installed(Candidate it) {
    return question.installed().get(it.pluginId());
  }

  private static Action action(Candidate it, @Nullable Candidate from) {
    if (from == null) {
      return Action.INSTALL;
    }
    return from.equals(it) ? Action.KEEP : Action.UPGRADE;
  }

  private String why(Candidate it) {
    if (it.equals(question.wanted())) {
      return "asked for";
    }
    return selection.demandsOn(it.pluginId()).stream()
        .filter(demand -> ordered.contains(demand.by()))
        .map(demand -> "%s (%s)".formatted(demand.by(), demand.range()))
        .collect(joining(" and ", "needed by ", ""));
  }
}
