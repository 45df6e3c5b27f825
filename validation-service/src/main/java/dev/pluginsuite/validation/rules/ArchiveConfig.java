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

  /**
   * @throws IllegalArgumentException if sites would refuse what passes here
   */
  default ArchiveLimits limits() {
    check("unpacked", unpacked(), ArchiveLimits.DEFAULT.unpacked());
    check("ratio", ratio(), ArchiveLimits.DEFAULT.ratio());
    check("entries", entries(), ArchiveLimits.DEFAULT.entries());
    return new ArchiveLimits(largest(), unpacked(), ratio(), entries());
  }

  private static void check(String key, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "suite.archive.%s is %,d, but sites unpack packages with 1 to %,d only."
              .formatted(key, value, most));
    }
  }
}
