package dev.pluginsuite.deployment.deployment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and finds waves, in the transactions of their deployments. */
@ApplicationScoped
public class WaveService {
  private static final String OF = "from Wave where deploymentId = ?1 order by number";
  private static final String DELETE =
      "delete from plugin_deployment_waves where deployment_id = ?1";

  /** By the database's clock. */
  private static final String SOAKED =
      """
      from plugin_deployments d
      where d.status = 'IN_PROGRESS' and exists (
        select 1 from plugin_deployment_waves w where w.deployment_id = d.id and w.status = 'SOAKING' and w.soak_until <= now())
      """;

  private static final String GATED_SOAKED =
      "select 1 " + SOAKED + "and d.strategy -> 'healthGate' is not null limit 1";

  /** Each is had by one replica. Parameter: whether those with a health gate, too. */
  private static final String NEXT_SOAKED =
      "select cast(d.id as varchar) "
          + SOAKED
          + "and (?1 or d.strategy -> 'healthGate' is null) order by d.id limit 1 for update of d skip locked";

  /** Parameter: a deployment whose row is locked; only what was read after that is still so. */
  private static final String IS_SOAKED = "select 1 " + SOAKED + "and d.id = ?1";

  private static final String TIME = "select cast(extract(epoch from now()) * 1000 as bigint)";

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

  /** Whether a wave with a health gate has been watched for long enough. */
  @WithSession
  public Uni<Boolean> hasGatedSoaked() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(GATED_SOAKED, Integer.class).getResultList())
        .map(rows -> !rows.isEmpty());
  }

  /** Whether it still is one that {@link #nextSoaked} has found, and locked. */
  @WithTransaction
  Uni<Boolean> isSoaked(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(IS_SOAKED, Integer.class)
                    .setParameter(1, deployment)
                    .getResultList())
        .map(rows -> !rows.isEmpty());
  }

  /** The database's clock, the one clock of all replicas. */
  @WithSession
  Uni<Instant> time() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TIME, Long.class).getSingleResult())
        .map(Instant::ofEpochMilli);
  }

  /**
   * A running deployment whose wave has been watched for long enough; null if there is none.
   *
   * @param gated whether those with a health gate, too
   */
  @WithTransaction
  Uni<@Nullable UUID> nextSoaked(boolean gated) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NEXT_SOAKED, String.class)
                    .setParameter(1, gated)
                    .getResultList())
        .map(rows -> rows.isEmpty() ? null : UUID.fromString(rows.get(0)));
  }
}
