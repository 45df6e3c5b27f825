package dev.pluginsuite.deployment.strategy;

/** What is to become of a wave. */
public enum Verdict {
  GO_ON,
  PASSED,
  BREACHED
}
