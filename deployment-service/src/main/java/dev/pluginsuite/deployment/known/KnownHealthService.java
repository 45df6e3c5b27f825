package dev.pluginsuite.deployment.known;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.health.HealthState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The projection of {@code health.status}. */
@ApplicationScoped
public class KnownHealthService {
  private static final String APPLY =
      """
      insert into known_health as k (installation_id, site_id, plugin_id, generation, status, revision)
      values (?1, ?2, ?3, ?4, ?5, ?6)
      on conflict (installation_id) do update
      set generation = excluded.generation, status = excluded.status, revision = excluded.revision
      where k.revision < excluded.revision""";

  /** Whether it is newer than what is known. */
  @WithTransaction
  public Uni<Boolean> apply(StateEvent<HealthState> event) {
    var state = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, state.installationId())
                    .setParameter(2, state.siteId())
                    .setParameter(3, state.pluginId())
                    .setParameter(4, state.generation())
                    .setParameter(5, state.status().name())
                    .setParameter(6, event.revision())
                    .executeUpdate())
        .map(changed -> changed > 0);
  }
}
