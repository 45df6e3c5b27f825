package dev.pluginsuite.registry.submissions;

/** How far the validation of a submission came. */
enum SubmissionOutcome {
  RUNNING,
  PASSED,
  FAILED,
  /** The validation itself could not be done; the submitter may submit it again. */
  ERRORED
}
