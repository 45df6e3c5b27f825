package dev.pluginsuite.common.app;

import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.infra.Infrastructure.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The common infrastructure with a switch, and a second schema whose relays the tests run. */
public class AppTestResource extends SuiteTestResource {
  @Override
  public Map<String, String> start() {
    var config = new HashMap<>(super.start());
    var postgres = infrastructure().postgres();
    config.put("suite.test.jdbc-url", postgres.jdbcUrl());
    config.put("suite.test.deployment.login", postgres.login("deployment").password());
    config.put("suite.test.deployment.owner", postgres.owner("deployment").password());
    config.put("suite.test.postgres", postgres.adminPassword());
    return config;
  }

  @Override
  public void inject(TestInjector injector) {
    Consumer<String> faults = this::turn;
    injector.injectIntoFields(
        faults, new TestInjector.AnnotatedAndMatchesType(Faults.class, Consumer.class));
  }

  private void turn(String order) {
    var words = order.split(" ", -1);
    var part = Part.valueOf(words[1]);
    if (words[0].equals("stop")) {
      infrastructure().stop(part);
    } else if (words[0].equals("start")) {
      infrastructure().start(part);
    } else {
      infrastructure().restart(part);
    }
  }
}
