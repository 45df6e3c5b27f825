package dev.pluginsuite.health.status;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** How installations are. */
@ApplicationScoped
public class StatusService {
  private final StatusRepository statuses;

  StatusService(StatusRepository statuses) {
    this.statuses = statuses;
  }

  /** Judges an installation that has just been heard of, and what runs there now. */
  @WithTransaction
  public Uni<Void> follow(UUID installationId) {
    return statuses.follow(installationId);
  }

  @WithSession
  public Uni<CurrentStatus> get(UUID installationId) {
    return statuses.get(installationId);
  }
}
