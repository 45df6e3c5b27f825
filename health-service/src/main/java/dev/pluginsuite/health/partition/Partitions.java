package dev.pluginsuite.health.partition;

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

  Partitions(
      PartitionConfig config,
      Clock clock,
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
  }

  /** Before it is ready: after a long stop there may be no place for today. */
  void start(@Observes StartupEvent event) {
    pass();
  }

  @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  void pass() {
    try (var connection = connect()) {
      var kept = Kept.at(clock.instant(), retention, config.ahead());
      new PartitionPass(new PartitionTable(connection), kept).run();
    } catch (SQLException e) {
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
