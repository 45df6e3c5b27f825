package dev.pluginsuite.deployment.target;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What health gates see of the sites of deployments. */
@ApplicationScoped
public class GateService {
  private final HealthStatements health;

  GateService(HealthStatements health) {
    this.health = health;
  }

  /** Keeps what an installation answers apart from how it is, until the transaction ends. */
  @WithTransaction
  public Uni<Void> alone(UUID installation) {
    return health.alone(installation);
  }

  /** Running deployments with a health gate that brought an installation. */
  @WithSession
  public Uni<List<UUID>> gated(UUID installation) {
    return health.gated(installation);
  }

  /** What is known of the health of an installation that a deployment brought. */
  @WithTransaction
  public Uni<Void> look(UUID deployment, UUID installation) {
    return health.lock(deployment).chain(() -> health.look(deployment, installation));
  }

  /** Counts those of its wave that gave no sign of health, where it has a gate that wants one. */
  @WithTransaction
  public Uni<Void> missSigns(UUID deployment) {
    return health.miss(deployment);
  }
}
