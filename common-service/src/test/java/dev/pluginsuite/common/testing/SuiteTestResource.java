package dev.pluginsuite.common.testing;

import dev.pluginsuite.infra.Infrastructure;
import dev.pluginsuite.infra.Infrastructure.Part;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL and a real Kafka for the service whose tests run, and an OIDC issuer whose key
 * the tests hold.
 */
public class SuiteTestResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable Infrastructure infrastructure;
  private @Nullable OidcStub oidc;

  @Override
  public Map<String, String> start() {
    var infra = Infrastructure.with(Part.POSTGRES, Part.KAFKA).start();
    infrastructure = infra;
    var issuer = new OidcStub();
    oidc = issuer;
    var service = service();
    var login = infra.postgres().login(service);
    var owner = infra.postgres().owner(service);
    var config = new HashMap<String, String>();
    config.put("suite.database", infra.postgres().jdbcUrl().replaceFirst("jdbc:postgresql://", ""));
    config.put("quarkus.datasource.username", login.username());
    config.put("quarkus.datasource.password", login.password());
    config.put("quarkus.flyway.username", owner.username());
    config.put("quarkus.flyway.password", owner.password());
    infra
        .kafka()
        .clientConfig(infra.kafka().service(service))
        .forEach((key, value) -> config.put("kafka." + key, value));
    infra
        .kafka()
        .clientConfig(infra.kafka().admin())
        .forEach((key, value) -> config.put(TestKafka.PREFIX + key, value));
    config.put("quarkus.oidc.auth-server-url", issuer.issuer());
    config.put(Tokens.ISSUER, issuer.issuer());
    config.put(Tokens.KEY, issuer.privateKey());
    return config;
  }

  /** For tests that take a part of it away. */
  protected Infrastructure infrastructure() {
    return Objects.requireNonNull(infrastructure, "not started");
  }

  /** The only thing that differs between services. */
  private static String service() {
    var properties = new Properties();
    try (var in =
        Thread.currentThread()
            .getContextClassLoader()
            .getResourceAsStream("application.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("suite.service");
  }

  @Override
  public void stop() {
    if (oidc != null) {
      oidc.close();
    }
    if (infrastructure != null) {
      infrastructure.close();
    }
  }
}
