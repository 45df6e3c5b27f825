package dev.pluginsuite.installation.testing;

import dev.pluginsuite.common.testing.SuiteTestResource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The common infrastructure and something that answers like Keycloak's admin API. */
public class InstallationTestResource extends SuiteTestResource {
  private @Nullable KeycloakStub keycloak;

  @Override
  public Map<String, String> start() {
    var stub = new KeycloakStub();
    keycloak = stub;
    var config = new HashMap<>(super.start());
    config.put("suite.keycloak.url", stub.url());
    config.put("suite.keycloak.realm", "test");
    config.put("suite.secrets.key-file", SecretKeysFile.write().toString());
    config.put(
        "suite.enrolment.kafka.\"bootstrap.servers\"", config.get("kafka.bootstrap.servers"));
    return config;
  }

  @Override
  public void stop() {
    super.stop();
    if (keycloak != null) {
      keycloak.close();
    }
  }
}
