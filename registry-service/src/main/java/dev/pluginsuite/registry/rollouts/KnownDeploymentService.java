package dev.pluginsuite.registry.rollouts;

import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import dev.pluginsuite.registry.notices.Notices;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The projection of deployments, as far as it takes to tell what is new of each once. */
@ApplicationScoped
public class KnownDeploymentService {
  private static final String BEFORE =
      "select status, breached from known_deployments where deployment_id = ?1 for update";

  private static final String APPLY =
      """
      insert into known_deployments as k (deployment_id, status, breached, revision) values (?1, ?2, ?3, ?4)
      on conflict (deployment_id) do update
      set status = excluded.status, breached = excluded.breached, revision = excluded.revision
      where k.revision < excluded.revision""";

  private final Notices notices;
  private final Clock clock;

  KnownDeploymentService(Notices notices, Clock clock) {
    this.notices = notices;
    this.clock = clock;
  }

  @WithTransaction
  Uni<Void> apply(StateEvent<DeploymentState> event) {
    var it = event.state();
    return before(it.deploymentId())
        .chain(
            rows ->
                write(it, event.revision())
                    .chain(newer -> newer ? tell(known(rows), it) : Uni.createFrom().voidItem()));
  }

  /** Records of one deployment come one after the other: nobody else writes its row meanwhile. */
  private static Uni<List<Object[]>> before(UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(BEFORE, Object[].class)
                    .setParameter(1, id)
                    .getResultList());
  }

  private static Uni<Boolean> write(DeploymentState it, long revision) {
    var now = Known.of(it);
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.deploymentId())
                    .setParameter(2, now.status().name())
                    .setParameter(3, now.breached())
                    .setParameter(4, revision)
                    .executeUpdate())
        .map(changed -> changed == 1);
  }

  private static @Nullable Known known(List<Object[]> rows) {
    return rows.isEmpty()
        ? null
        : new Known(DeploymentStatus.valueOf((String) rows.get(0)[0]), (Boolean) rows.get(0)[1]);
  }

  private Uni<Void> tell(@Nullable Known before, DeploymentState it) {
    return Multi.createFrom()
        .iterable(Known.news(before, it, clock.instant()))
        .onItem()
        .transformToUniAndConcatenate(type -> tell(type, it))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(NoticeType type, DeploymentState it) {
    var scope = new NoticeScope(null, it.pluginId(), null, Set.of());
    return notices.raise(type, it.deploymentId(), scope, it);
  }
}
