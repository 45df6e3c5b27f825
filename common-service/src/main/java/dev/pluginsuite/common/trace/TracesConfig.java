package dev.pluginsuite.common.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** What becomes of traces. Their ids are carried on and logged in any case. */
@ConfigMapping(prefix = "suite.traces")
interface TracesConfig {
  /** Who takes spans, by OTLP over HTTP; without one none are recorded. */
  Optional<URI> collector();

  /** The share that is recorded of what begins here; whoever calls decides about the rest. */
  @WithDefault("0")
  double share();

  /** How much a process records in a second, at most, because whoever calls wants it. */
  @WithDefault("100")
  int asked();
}
