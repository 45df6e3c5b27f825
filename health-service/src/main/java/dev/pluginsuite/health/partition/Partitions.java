package dev.pluginsuite.health.partition;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes days ahead and drops old ones, as the owner of the tables, who migrates them too: the login
 * of the service may not change a table, and {@code detach … concurrently} runs in no function that
 * would do it on its behalf.
 */
@ApplicationScoped
class Partitions {
  private static final Logger LOG = Logger.getLogger(Partitions.class);

  private final PartitionConfig config;
  private final Duration retention;
  private final Clock clock;
  private final String url;
  private final String owner;
  private final String password;
  private final Counter failures;
  private volatile Instant placesUntil = Instant.EPOCH;

  Partitions(
      PartitionConfig config,
      Clock clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "suite.health.retention") Duration retention,
      @ConfigProperty(name = "quarkus.flyway.jdbc-url") String url,
      @ConfigProperty(name = "quarkus.flyway.username") String owner,
      @ConfigProperty(name = "quarkus.flyway.password") String password) {
    this.config = config;
    this.clock = clock;
    this.retention = retention;
    this.url = url;
    this.owner = owner;
    this.password = password;
    this.failures = metrics.counter("health.days.failures");
    Gauge.builder("health.days.ahead", this, it -> it.ahead().toSeconds())
        .baseUnit("seconds")
        .register(metrics);
  }

  /** Before it is ready: after a long stop there may be no place for today. */
  void start(@Observes StartupEvent event) {
    pass();
  }

  /** For how long from now on every sample has a place; negative without one for now. */
  Duration ahead() {
    return Duration.between(clock.instant(), placesUntil);
  }

  @Scheduled(every = "5m", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
  void pass() {
    try (var connection = connect()) {
      var table = new PartitionTable(connection);
      try {
        new PartitionPass(table, Kept.at(clock.instant(), retention, config.ahead())).run();
      } finally {
        // What is there, whoever made it, and however far this pass came.
        placesUntil = Day.placesUntil(table.days(), clock.instant());
      }
    } catch (SQLException e) {
      failures.increment();
      LOG.warn("The days of the samples were not brought up to date", e);
    }
  }

  private Connection connect() throws SQLException {
    var connection = DriverManager.getConnection(url, owner, password);
    try (var statement = connection.createStatement()) {
      statement.execute("set lock_timeout = %d".formatted(config.lockTimeout().toMillis()));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
