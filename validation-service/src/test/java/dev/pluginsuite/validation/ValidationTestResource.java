package dev.pluginsuite.validation;

import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.validation.antivirus.FakeClamd;
import java.util.HashMap;
import java.util.Map;

/** The common infrastructure, a registry to read packages from, and a virus scanner. */
public class ValidationTestResource extends SuiteTestResource {
  private static final int LARGEST_FILE = 64 << 20;

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeClamd clamd = new FakeClamd(LARGEST_FILE);

  @Override
  public Map<String, String> start() {
    var config = new HashMap<>(super.start());
    config.put("suite.registry.url", registry.url());
    config.put("quarkus.oidc-client.auth-server-url", registry.url());
    config.put("suite.validation.attempts", "3");
    config.put("suite.validation.first-pause", "PT0.05S");
    config.put("suite.validation.lease", "PT3S");
    config.put("suite.scan.clamd.host", clamd.address().host());
    config.put("suite.scan.clamd.port", String.valueOf(clamd.address().port()));
    config.put("suite.scan.checks.antivirus.required", "true");
    return config;
  }

  @Override
  public void stop() {
    registry.close();
    clamd.close();
    super.stop();
  }
}
