package dev.pluginsuite.demohost;

/** Gives a plugin the scripts of those it requires: the ones active now, not those at its start. */
interface Lender {
  /** Fails when the plugin is not among the required ones, or no longer active. */
  Script lend(String pluginId);
}
