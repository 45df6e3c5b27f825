package dev.pluginsuite.registry.garbage;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** When bytes are garbage. */
@ConfigMapping(prefix = "suite.garbage")
interface GarbageConfig {
  /** How long nothing may have referred to bytes before they go. */
  Duration grace();

  /** How often it is collected; {@code off} for only when somebody asks. */
  String every();

  /** The most objects that one run removes. */
  int atOnce();
}
