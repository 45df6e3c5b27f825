package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Changes.Sender;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes the rows that registry-service would write, in one transaction: the way from there on is
 * the same, and what HTTP costs is left out. Close it when all is sent.
 */
final class RowSender implements Sender, AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final String REGISTER =
      """
      with registered as (
        insert into registry.plugin_registries (id, type, name, is_active, created_at, revision, version)
        values (?, 'DEVELOPER', 'Benchmark', true, now(), 1, 0)
        returning id, type, name, is_active, created_at, revision
      )
      insert into registry.outbox_event (event_id, topic, key, type, payload, created_at)
      select event.id, 'registry.registries', r.id, 'registry.created',
        json_build_object('eventId', event.id, 'type', 'registry.created', 'revision', r.revision,
          'at', to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'state', json_build_object(
            'registryId', r.id, 'type', r.type, 'name', r.name, 'isActive', r.is_active)),
        r.created_at
      from registered r, gen_random_uuid() as event(id)""";

  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();

  RowSender(RunningSuite suite) throws IOException, SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(suite.database());
    }
  }

  @Override
  public CompletableFuture<Boolean> send(String registryId) {
    return CompletableFuture.supplyAsync(() -> register(registryId), threads);
  }

  private boolean register(String registryId) {
    // Never empty: as many threads as connections.
    var connection = connections.remove();
    try (var statement = connection.prepareStatement(REGISTER)) {
      statement.setString(1, registryId);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      connections.add(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdown();
    for (var connection : connections) {
      connection.close();
    }
  }
}
