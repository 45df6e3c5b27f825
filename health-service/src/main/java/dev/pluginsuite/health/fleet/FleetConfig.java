package dev.pluginsuite.health.fleet;

import io.smallrye.config.ConfigMapping;

/** The figures of the fleet. */
@ConfigMapping(prefix = "suite.health.fleet")
interface FleetConfig {
  /** How often they are counted. */
  String count();

  /** So many plugins have figures of their own; all others are one. */
  int countedPlugins();
}
