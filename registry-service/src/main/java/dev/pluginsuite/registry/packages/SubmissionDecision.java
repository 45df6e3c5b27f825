package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.ValidationStatus;

/** How a submission ended that was followed by another one of the same version. */
enum SubmissionDecision {
  REJECTED,
  WITHDRAWN,
  /** Nobody decided: validation could not be done, and it was submitted again. */
  SUPERSEDED;

  static SubmissionDecision of(PluginPackage it) {
    if (it.isWithdrawn()) {
      return WITHDRAWN;
    }
    return it.validation == ValidationStatus.ERRORED && it.review.decidedAt == null
        ? SUPERSEDED
        : REJECTED;
  }
}
