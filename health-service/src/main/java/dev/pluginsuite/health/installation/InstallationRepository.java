package dev.pluginsuite.health.installation;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The projection of {@code installation.installations}. */
@ApplicationScoped
class InstallationRepository {
  private static final String APPLY =
      """
      with package as (
        insert into known_packages (package_id, plugin_id, version) values (?4, ?3, ?5) on conflict do nothing)
      insert into known_installations as k (installation_id, site_id, plugin_id, package_id, version, status, generation, revision)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      on conflict (installation_id) do update
      set site_id = excluded.site_id, plugin_id = excluded.plugin_id, package_id = excluded.package_id, version = excluded.version,
          status = excluded.status, generation = excluded.generation, revision = excluded.revision
      where k.revision < excluded.revision\
      """;

  private static final String FIND =
      """
      select installation_id, site_id, plugin_id, package_id, version, status, generation
      from known_installations where installation_id = any($1)\
      """;

  private final Pool pool;

  InstallationRepository(Pool pool) {
    this.pool = pool;
  }

  /** Only what is newer than what is known. */
  Uni<Void> apply(StateEvent<InstallationState> event) {
    var state = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, state.installationId())
                    .setParameter(2, state.siteId())
                    .setParameter(3, state.pluginId())
                    .setParameter(4, state.packageId())
                    .setParameter(5, state.version())
                    .setParameter(6, state.status().name())
                    .setParameter(7, state.generation())
                    .setParameter(8, event.revision())
                    .executeUpdate())
        .replaceWithVoid();
  }

  Uni<List<KnownInstallation>> find(Collection<UUID> ids) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(InstallationRepository::known)
                    .toList());
  }

  private static KnownInstallation known(Row row) {
    return new KnownInstallation(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        row.getUUID(3),
        row.getString(4),
        InstallationStatus.valueOf(row.getString(5)),
        row.getLong(6));
  }
}
