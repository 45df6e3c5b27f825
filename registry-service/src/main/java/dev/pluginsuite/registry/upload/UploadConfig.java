package dev.pluginsuite.registry.upload;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Limits of uploads. */
@ConfigMapping(prefix = "suite.upload")
interface UploadConfig {
  /** The most bytes of a package. */
  long largest();

  /** How long bytes that nobody submitted stay. */
  Duration kept();

  /** How long bytes may be on their way before their place is given to others. */
  Duration travelling();

  /** How many uploads of one person may wait to be submitted. */
  long waiting();
}
