package dev.pluginsuite.validation;

import dev.pluginsuite.common.testing.SuiteTestResource;
import java.util.HashMap;
import java.util.Map;

/** The common infrastructure, and a registry to read packages from. */
public class ValidationTestResource extends SuiteTestResource {
  private final FakeRegistry registry = new FakeRegistry();

  @Override
  public Map<String, String> start() {
    var config = new HashMap<>(super.start());
    config.put("suite.registry.url", registry.url());
    config.put("quarkus.oidc-client.auth-server-url", registry.url());
    config.put("quarkus.oidc-client.discovery-enabled", "false");
    config.put("quarkus.oidc-client.token-path", "/token");
    config.put("suite.validation.attempts", "3");
    config.put("suite.validation.first-pause", "PT0.05S");
    config.put("suite.validation.lease", "PT3S");
    return config;
  }

  @Override
  public void stop() {
    registry.close();
    super.stop();
  }
}
