package dev.pluginsuite.agent.reconcile;

/** How a pass ended, and so when the next one is due. */
public enum Outcome {
  /** Nothing is left to do until the document or the host changes. */
  SETTLED,
  /** A step failed and is tried again. */
  RETRY,
  /** Somebody is away; the same pass again later. */
  WAITING
}
