package dev.pluginsuite.registry.storage;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where bytes are kept. */
@ConfigMapping(prefix = "suite.storage")
interface StorageConfig {
  /** A folder of this service alone; replicas need a shared one. */
  Path root();
}
