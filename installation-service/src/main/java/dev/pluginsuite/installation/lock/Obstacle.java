package dev.pluginsuite.installation.lock;

/**
 * One reason why a site cannot be given exactly what a lock holds.
 *
 * @param says for people, with the plugin and what would help
 */
record Obstacle(Kind kind, String pluginId, String version, String says) {
  /** What is in the way. */
  enum Kind {
    UNKNOWN_PACKAGE,
    OTHER_PACKAGE,
    NOT_APPROVED,
    REVOKED,
    INCOMPATIBLE,
    NOT_OFFERED,
    DEPENDENCY,
    LICENCE,
    CONFIGURATION,
    WOULD_LOWER,
    WOULD_REMOVE
  }
}
