package dev.pluginsuite.deployment.strategy;

/** What happens when too many sites of a wave fail. */
public enum OnBreach {
  /** Nobody else is asked until somebody decides. */
  PAUSE,
  /** Nobody else is asked any more. */
  STOP,
  /** The same, and all that succeeded goes back. */
  ROLL_BACK
}
