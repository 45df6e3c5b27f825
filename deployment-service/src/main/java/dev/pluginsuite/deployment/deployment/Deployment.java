package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentStatus.CANCELLED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.COMPLETED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.IN_PROGRESS;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PARTIALLY_FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.SCHEDULED;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.ILLEGAL_TRANSITION;

import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.deployment.known.KnownPackage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One package on its way to many sites. Its verbs are called with the row locked; its counters
 * belong to the statements that move its targets, and are only read here.
 */
@Entity
@Table(name = "plugin_deployments")
class Deployment {
  @Id UUID id = Ids.next();

  @Column(name = "package_id")
  UUID packageId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "plugin_version")
  String pluginVersion;

  @Enumerated(EnumType.STRING)
  @Column(name = "deployment_type")
  DeploymentType type;

  @Enumerated(EnumType.STRING)
  DeploymentStatus status = SCHEDULED;

  @Column(name = "status_reason")
  @Nullable String statusReason;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Object> configuration;

  boolean activate;

  @Column(name = "target_count")
  int targetCount;

  @Column(name = "success_count", updatable = false)
  int successCount;

  @Column(name = "failure_count", updatable = false)
  int failureCount;

  @Column(name = "cancelled_count", updatable = false)
  int cancelledCount;

  @Column(name = "scheduled_for")
  @Nullable Instant scheduledFor;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "completed_at")
  @Nullable Instant completedAt;

  @Column(name = "can_rollback")
  boolean canRollback;

  @Column(name = "rolled_back_at")
  @Nullable Instant rolledBackAt;

  @Nullable String reason;

  @Column(name = "change_reference")
  @Nullable String changeReference;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  long revision = 1;

  @Column(name = "announced_revision")
  long announcedRevision;

  @Column(name = "announced_at")
  Instant announcedAt;

  @SuppressWarnings("NullAway.Init")
  protected Deployment() {}

  Deployment(DeploymentRequest request, KnownPackage what, String by, Instant now) {
    this.packageId = what.packageId();
    this.pluginId = what.pluginId();
    this.pluginVersion = what.version();
    this.type = request.deploymentType();
    this.configuration = request.configurationOrNone();
    this.activate = request.activateOrDefault();
    this.targetCount = request.siteIds().size();
    this.scheduledFor = request.scheduledFor();
    this.reason = request.reason();
    this.changeReference = request.changeReference();
    this.createdBy = by;
    this.createdAt = now;
    this.announcedAt = now;
  }

  void start(Instant now) {
    become(IN_PROGRESS);
    startedAt = now;
  }

  /** What was not asked yet is not asked any more; what was asked goes on to its own end. */
  void cancel(@Nullable String why, Instant now) {
    become(CANCELLED);
    statusReason = why;
    completedAt = now;
  }

  boolean canBeCancelled() {
    return DeploymentLifecycle.canBecome(status, CANCELLED);
  }

  /** Ends as its sites did. */
  void settle(Instant now) {
    if (failureCount == 0) {
      become(COMPLETED);
    } else {
      become(successCount == 0 ? FAILED : PARTIALLY_FAILED);
    }
    completedAt = now;
  }

  /** What others are told, which is then known to have been said. */
  DeploymentState announce(Instant now) {
    announcedRevision = revision;
    announcedAt = now;
    return state();
  }

  DeploymentState state() {
    return new DeploymentState(
        id,
        packageId,
        pluginId,
        type,
        status,
        targetCount,
        successCount,
        failureCount,
        scheduledFor,
        completedAt);
  }

  private void become(DeploymentStatus next) {
    if (!DeploymentLifecycle.canBecome(status, next)) {
      throw ILLEGAL_TRANSITION.because(
          "Deployment %s is %s and cannot become %s; it can become %s."
              .formatted(id, status, next, DeploymentLifecycle.successors(status)));
    }
    status = next;
    revision++;
  }
}
