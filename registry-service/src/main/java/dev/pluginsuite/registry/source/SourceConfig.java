package dev.pluginsuite.registry.source;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** From where, and how much at once, packages are fetched. */
@ConfigMapping(prefix = "suite.submission")
interface SourceConfig {
  /** Hosts that every registry may fetch from by https, beside its own storage. */
  Optional<Set<String>> allowedHosts();

  /** For a whole fetch, redirects and all bytes included. */
  Duration fetchDeadline();

  /** How many fetches run at once, in each replica. */
  int fetches();

  /** How many of them may be of one person. */
  int fetchesOfOne();
}
