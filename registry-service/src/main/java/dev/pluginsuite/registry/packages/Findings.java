package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding;
import java.util.List;

/** What validation found. One JSON object, because Hibernate Reactive cannot read JSON arrays. */
record Findings(
    List<Finding> errors, List<Finding> warnings, List<SecurityFinding> securityFindings) {
  static final Findings NONE = new Findings(List.of(), List.of(), List.of());

  /** How many of the security findings stop a submission. */
  long criticals() {
    return securityFindings.stream()
        .filter(it -> it.severity() == SecurityFinding.Level.CRITICAL)
        .count();
  }
}
