package dev.pluginsuite.installation.resolution;

/** A statement about one plugin: what becomes of it is among these. */
record Term(Plugin plugin, VersionSet versions) {

  /** Whether the plugin is there in any case. */
  boolean isPositive() {
    return !versions.contains(VersionSet.ABSENT);
  }

  Term not() {
    return new Term(plugin, versions.not());
  }
}
