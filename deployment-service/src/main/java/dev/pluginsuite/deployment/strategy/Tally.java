package dev.pluginsuite.deployment.strategy;

/**
 * What the sites of a wave have answered.
 *
 * @param silent that took too long
 * @param unhealthy of the successes: those that are worse for it
 * @param other that were skipped or cancelled
 * @param forgiven failures that somebody has decided to live with
 */
public record Tally(
    int targets, int successes, int failures, int silent, int unhealthy, int other, int forgiven) {
  int ended() {
    return successes + failures + silent + other;
  }
}
