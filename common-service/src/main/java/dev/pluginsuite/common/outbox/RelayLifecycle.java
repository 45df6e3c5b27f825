package dev.pluginsuite.common.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the relay while the service runs: stopped before the pools that others need are gone. */
@ApplicationScoped
class RelayLifecycle {
  private final OutboxRelay relay;
  private final boolean enabled;

  RelayLifecycle(
      RelayConfig config,
      RelayMetrics metrics,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "suite.service") String service,
      @ConfigProperty(name = "quarkus.datasource.username") String username,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.enabled = config.enabled();
    this.relay =
        new OutboxRelay(
            new OutboxRelay.Settings(
                service,
                config.jdbcUrl(),
                username,
                password,
                kafka,
                config.batch(),
                config.poll()),
            metrics);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      relay.start();
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    if (enabled) {
      relay.close();
    }
  }
}
