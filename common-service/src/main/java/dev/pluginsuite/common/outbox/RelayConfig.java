package dev.pluginsuite.common.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay runs. */
@ConfigMapping(prefix = "suite.relay")
interface RelayConfig {
  /** Off in tests that drive a relay themselves. */
  @WithDefault("true")
  boolean enabled();

  /** A direct connection, past any pooler: leadership and LISTEN belong to a session. */
  @WithDefault("${quarkus.datasource.jdbc.url}")
  String jdbcUrl();

  /** How many rows are sent in one Kafka transaction. */
  @WithDefault("1000")
  int batch();

  /**
   * The safety net, should a notification be lost; also how often a standby looks whether the
   * leader has died.
   */
  @WithDefault("PT1S")
  Duration poll();
}
