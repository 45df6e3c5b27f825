package dev.pluginsuite.health.threshold;

/**
 * Limits as they were set, and as they work.
 *
 * @param own what was set here
 * @param effective with what stands behind it
 */
record ThresholdView(Limits own, Limits effective, long revision) {}
