package dev.pluginsuite.deployment.wave;

/** Where a wave is. */
public enum WaveStatus {
  PENDING,
  RUNNING,
  /** Enough sites have answered; what they run is watched. */
  SOAKING,
  PASSED,
  /** Too many sites failed. */
  BREACHED
}
