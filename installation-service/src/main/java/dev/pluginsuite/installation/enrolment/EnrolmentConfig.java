package dev.pluginsuite.installation.enrolment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** What an agent is told at its enrolment. */
@ConfigMapping(prefix = "suite.enrolment")
interface EnrolmentConfig {
  String apiUrl();

  String tokenUrl();

  /** Ed25519, X.509, base64. */
  String rootKey();

  /** Client properties without the login. */
  Map<String, String> kafka();

  @WithDefault("PT24H")
  Duration validity();
}
