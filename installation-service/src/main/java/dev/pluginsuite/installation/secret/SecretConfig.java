package dev.pluginsuite.installation.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "suite.secrets")
interface SecretConfig {
  /** AES-256 keys in base64, one a line, the current one first. Without it secrets are refused. */
  Optional<Path> keyFile();

  /** How often secrets are sealed anew after a rotation, and those that nothing names dropped. */
  Duration upkeep();
}
