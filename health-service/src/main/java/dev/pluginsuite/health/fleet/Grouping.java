package dev.pluginsuite.health.fleet;

/** What installations are counted by. */
enum Grouping {
  PLUGIN("k.plugin_id as key, min(k.plugin_id) as plugin, null as version, null as site"),
  VERSION(
      "k.plugin_id || ' ' || k.version as key, min(k.plugin_id) as plugin, min(k.version) as version, null as site"),
  SITE("k.site_id as key, null as plugin, null as version, min(k.site_id) as site");

  private final String columns;

  Grouping(String columns) {
    this.columns = columns;
  }

  /** A key, and what it is made of. */
  String columns() {
    return columns;
  }
}
