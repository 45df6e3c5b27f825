package dev.pluginsuite.installation.provisioning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the clients of sites are made, and with which client of our own. */
@ConfigMapping(prefix = "suite.keycloak")
interface KeycloakConfig {
  String url();

  String realm();

  String clientId();

  String clientSecret();

  /** What the tokens of sites are for. */
  @WithDefault("plugin-suite")
  String audience();

  @WithDefault("PT10S")
  Duration timeout();
}
