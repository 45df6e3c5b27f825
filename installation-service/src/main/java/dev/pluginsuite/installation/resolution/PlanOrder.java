package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.resolution.Plan.Action;
import dev.pluginsuite.installation.resolution.Plan.Step;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a choice: what changes and all that it needs, before what needs it. */
final class PlanOrder {
  private final Question question;
  private final Map<String, Candidate> chosen;
  private final Set<Candidate> ordered = new LinkedHashSet<>();

  private PlanOrder(Question question, Map<String, Candidate> chosen) {
    this.question = question;
    this.chosen = new TreeMap<>(chosen);
  }

  static Plan of(Question question, Map<String, Candidate> chosen) {
    var order = new PlanOrder(question, chosen);
    order.visit(question.wanted().pluginId());
    order.chosen.values().stream()
        .filter(it -> !question.isKept(it))
        .forEach(it -> order.visit(it.pluginId()));
    return new Plan(order.ordered.stream().map(order::step).toList());
  }

  private void visit(String pluginId) {
    var candidate = Objects.requireNonNull(chosen.get(pluginId));
    if (!ordered.contains(candidate)) {
      candidate.dependencies().keySet().forEach(this::visit);
      ordered.add(candidate);
    }
  }

  private Step step(Candidate it) {
    var installed = earlier(it);
    return new Step(
        action(it, installed),
        it.packageId(),
        it.pluginId(),
        installed == null ? null : installed.version().toString(),
        it.version().toString(),
        why(it, installed));
  }

  private @Nullable Candidate earlier(Candidate it) {
    return it.equals(question.wanted()) && question.replaced() != null
        ? question.replaced()
        : question.installed().get(it.pluginId());
  }

  private static Action action(Candidate it, @Nullable Candidate installed) {
    if (installed == null) {
      return Action.INSTALL;
    }
    return it.equals(installed) ? Action.KEEP : Action.UPGRADE;
  }

  private String why(Candidate it, @Nullable Candidate installed) {
    if (it.equals(question.wanted())) {
      return "asked for";
    }
    if (installed != null && !installed.equals(it)) {
      return whyRaised(it, installed);
    }
    return neededBy(it, null);
  }

  private String whyRaised(Candidate it, Candidate installed) {
    var by = neededBy(it, installed);
    if (!by.isEmpty()) {
      return by;
    }
    return installed.dependencies().entrySet().stream()
        .filter(need -> isBroken(need.getKey(), installed))
        .map(
            need ->
                "%s needs %s %s, and that becomes %s"
                    .formatted(
                        installed,
                        need.getKey(),
                        need.getValue(),
                        Objects.requireNonNull(chosen.get(need.getKey())).version()))
        .findFirst()
        .orElse("so that all fit together");
  }

  private boolean isBroken(String needed, Candidate installed) {
    var becomes = chosen.get(needed);
    var range = installed.dependencies().get(needed);
    return becomes != null && range != null && !range.contains(becomes.version());
  }

  /** Those of the plan who need it; of a raised one, who does not take what was there. */
  private String neededBy(Candidate it, @Nullable Candidate instead) {
    return ordered.stream()
        .filter(by -> by.dependencies().containsKey(it.pluginId()))
        .filter(by -> instead == null || !range(by, it).contains(instead.version()))
        .map(by -> "%s (%s)".formatted(by, range(by, it)))
        .reduce((a, b) -> a + " and " + b)
        .map(all -> "needed by " + all)
        .orElse("");
  }

  private static VersionRange range(Candidate by, Candidate needed) {
    return Objects.requireNonNull(by.dependencies().get(needed.pluginId()));
  }
}
