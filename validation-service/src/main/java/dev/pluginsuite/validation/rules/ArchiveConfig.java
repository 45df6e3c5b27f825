package dev.pluginsuite.validation.rules;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of a package is read before it is refused. */
@ConfigMapping(prefix = "suite.archive")
interface ArchiveConfig {

  /** Bytes of a package. */
  @WithDefault("268435456")
  long largest();

  /** Bytes of what is in it. */
  @WithDefault("1073741824")
  long unpacked();

  /** Unpacked to packed bytes. */
  @WithDefault("100")
  int ratio();

  @WithDefault("10000")
  int entries();

  default ArchiveLimits limits() {
    return new ArchiveLimits(largest(), unpacked(), ratio(), entries());
  }
}
