package dev.pluginsuite.installation.resolution;

/** Where an incompatibility comes from: the world, or two others. */
sealed interface Cause permits Fact, Cause.Conflict {
  /** Follows from two incompatibilities that met. */
  record Conflict(Incompatibility left, Incompatibility right) implements Cause {}
}
