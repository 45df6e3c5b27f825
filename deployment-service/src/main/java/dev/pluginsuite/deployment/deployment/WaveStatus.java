package dev.pluginsuite.deployment.deployment;

/** Where a wave is. */
enum WaveStatus {
  PENDING,
  RUNNING,
  /** Enough sites have answered; what they run is watched. */
  SOAKING,
  PASSED,
  /** Too many sites failed. */
  BREACHED
}
