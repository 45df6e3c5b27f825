package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.time.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided of a deployment, by whom and why. Written once, with the decision. */
@Entity
@Table(name = "plugin_deployment_history")
class HistoryEntry {
  private static final int LONGEST = 2_000;

  @Id UUID id = Ids.next();

  @Column(name = "deployment_id")
  UUID deploymentId;

  /** The how-manieth of its deployment it is. */
  int number;

  Instant at;
  String action;

  @Enumerated(EnumType.STRING)
  DeploymentStatus status;

  @Nullable String detail;
  String actor;

  @SuppressWarnings("NullAway.Init")
  protected HistoryEntry() {}

  HistoryEntry(Deployment it, String action, @Nullable String detail, String actor, Instant now) {
    this.deploymentId = it.id;
    this.number = ++it.decisions;
    this.at = now;
    this.action = action;
    this.status = it.status;
    this.detail = detail == null ? null : detail.substring(0, Math.min(detail.length(), LONGEST));
    this.actor = actor;
  }
}
