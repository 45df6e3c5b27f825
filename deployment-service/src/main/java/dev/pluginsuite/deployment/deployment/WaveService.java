package dev.pluginsuite.deployment.deployment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and finds waves, in the transactions of their deployments. */
@ApplicationScoped
class WaveService {
  private static final String OF = "from Wave where deploymentId = ?1 order by number";
  private static final String DELETE =
      "delete from plugin_deployment_waves where deployment_id = ?1";

  /** By the database's clock; each is had by one replica. */
  private static final String NEXT_SOAKED =
      """
      select cast(d.id as varchar) from plugin_deployments d
      where d.status = 'IN_PROGRESS' and exists (
        select 1 from plugin_deployment_waves w where w.deployment_id = d.id and w.status = 'SOAKING' and w.soak_until <= now())
      order by d.id limit 1 for update of d skip locked""";

  @WithTransaction
  Uni<Void> create(UUID deployment, List<Integer> sizes) {
    return Panache.getSession()
        .chain(
            session -> {
              var waves = new Object[sizes.size()];
              for (var i = 0; i < waves.length; i++) {
                waves[i] = new Wave(deployment, i + 1, sizes.get(i));
              }
              return session.persistAll(waves).call(session::flush);
            });
  }

  @WithTransaction
  Uni<Void> delete(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(DELETE).setParameter(1, deployment).executeUpdate())
        .replaceWithVoid();
  }

  @WithSession
  Uni<List<Wave>> of(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session.createQuery(OF, Wave.class).setParameter(1, deployment).getResultList());
  }

  @WithSession
  Uni<List<WaveView>> views(UUID deployment) {
    return of(deployment).map(all -> all.stream().map(WaveView::of).toList());
  }

  /** A running deployment whose wave has been watched for long enough; null if there is none. */
  @WithTransaction
  Uni<@Nullable UUID> nextSoaked() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(NEXT_SOAKED, String.class).getResultList())
        .map(rows -> rows.isEmpty() ? null : UUID.fromString(rows.get(0)));
  }
}
