package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentStatus.CANCELLED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.COMPLETED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.IN_PROGRESS;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PARTIALLY_FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PAUSED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PENDING_APPROVAL;
import static dev.pluginsuite.api.deployment.DeploymentStatus.REJECTED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLED_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLING_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.SCHEDULED;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.ILLEGAL_TRANSITION;

import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.common.trace.TraceContext;
import dev.pluginsuite.deployment.known.KnownPackage;
import dev.pluginsuite.deployment.known.SiteSelector;
import dev.pluginsuite.deployment.strategy.Strategy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

  @JdbcTypeCode(SqlTypes.JSON)
  Strategy strategy;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "site_selector")
  @Nullable SiteSelector siteSelector;

  /** Whether sites that come to match the selector while it runs are its sites, too. */
  @Column(name = "late_joiners", updatable = false)
  boolean lateJoiners;

  /** Since it ended or was stopped, even if what failed is tried again. */
  @Column(name = "closed_to_joiners")
  boolean closedToJoiners;

  /** The wave whose sites are asked now, and those before it. */
  int wave = 1;

  @Column(name = "target_count")
  int targetCount;

  @Column(name = "success_count", updatable = false)
  int successCount;

  @Column(name = "failure_count", updatable = false)
  int failureCount;

  @Column(name = "cancelled_count", updatable = false)
  int cancelledCount;

  @Column(name = "skipped_count", updatable = false)
  int skippedCount;

  /** Whether sites are asked even when they are closed. */
  @Column(name = "ignores_windows")
  boolean ignoresWindows;

  /** Whether what was asked for is not wanted any more, and is taken back where it can be. */
  boolean withdrawing;

  @Column(name = "rollback_of")
  @Nullable UUID rollbackOf;

  @Column(name = "rollback_whole")
  boolean rollbackWhole = true;

  @Column(name = "scheduled_for")
  @Nullable Instant scheduledFor;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "completed_at")
  @Nullable Instant completedAt;

  @Column(name = "rolled_back_at")
  @Nullable Instant rolledBackAt;

  @Nullable String reason;

  @Column(name = "change_reference")
  @Nullable String changeReference;

  @Column(name = "plan_hash", updatable = false)
  @Nullable String planHash;

  @Column(name = "created_by")
  String createdBy;

  /** Of the person behind that name; the engine has none. */
  @Column(name = "created_by_principal", updatable = false)
  @Nullable String createdByPrincipal;

  @JdbcTypeCode(SqlTypes.JSON)
  PolicyNames policies = PolicyNames.NONE;

  @Column(name = "approved_by")
  @Nullable String approvedBy;

  @Column(name = "approved_at")
  @Nullable Instant approvedAt;

  @Column(name = "approval_until")
  @Nullable Instant approvalUntil;

  /** How many decisions were written down. */
  int decisions;

  /** Because of what it was made: its sites are asked in the same trace, whenever that is. */
  @Column(updatable = false)
  @Nullable String traceparent;

  @Column(name = "created_at")
  Instant createdAt;

  long revision = 1;

  @Column(name = "announced_revision")
  long announcedRevision;

  @Column(name = "announced_at")
  Instant announcedAt;

  @SuppressWarnings("NullAway.Init")
  protected Deployment() {}

  /**
   * @param targetCount how many sites it has
   * @param planHash of what it is to do
   */
  Deployment(
      DeploymentRequest request,
      KnownPackage what,
      int targetCount,
      String planHash,
      Person by,
      Instant now) {
    this.packageId = what.packageId();
    this.pluginId = what.pluginId();
    this.pluginVersion = what.version();
    this.type = request.deploymentType();
    this.configuration = request.configurationOrNone();
    this.activate = request.activateOrDefault();
    this.strategy = request.strategyOrNone();
    this.siteSelector = request.siteSelector();
    this.lateJoiners = request.isForLateJoiners();
    this.targetCount = targetCount;
    this.ignoresWindows = request.isIgnoringWindows();
    this.scheduledFor = request.scheduledFor();
    this.reason = request.reason();
    this.changeReference = request.changeReference();
    this.planHash = planHash;
    this.createdBy = by.actor().name();
    this.createdByPrincipal = by.principal();
    this.traceparent = TraceContext.current().traceparent();
    this.createdAt = now;
    this.announcedAt = now;
  }

  /**
   * One that takes another one back.
   *
   * @param whole whether at all of its sites
   */
  Deployment(Deployment back, boolean whole, Why why, String by, Instant now) {
    this.packageId = back.packageId;
    this.pluginId = back.pluginId;
    this.pluginVersion = back.pluginVersion;
    this.type =
        back.type == DeploymentType.INSTALL ? DeploymentType.UNINSTALL : DeploymentType.ROLLBACK;
    this.configuration = Map.of();
    this.strategy = back.strategy.back();
    this.ignoresWindows = !back.strategy.rollsBackInWindows();
    this.rollbackOf = back.id;
    this.rollbackWhole = whole;
    this.reason = why.reason();
    this.changeReference = why.changeReference();
    this.createdBy = by;
    this.traceparent = TraceContext.current().traceparent();
    this.createdAt = now;
    this.announcedAt = now;
  }

  void putUnder(List<String> names) {
    policies = new PolicyNames(names);
  }

  /** Nothing starts before somebody else has approved. */
  void awaitApproval(Instant until) {
    become(PENDING_APPROVAL);
    approvedBy = null;
    approvedAt = null;
    approvalUntil = until;
  }

  /** It starts in its time. */
  void approve(String by, @Nullable String changeReference, Instant now) {
    become(SCHEDULED);
    this.changeReference = changeReference;
    approvedBy = by;
    approvedAt = now;
  }

  /** Whether it starts at once: then its sites are its own from now on. */
  boolean isWaitingForNobody(Instant now) {
    return is(SCHEDULED) && (scheduledFor == null || !scheduledFor.isAfter(now));
  }

  boolean isApproved() {
    return approvedAt != null;
  }

  void reject(Instant now) {
    become(REJECTED);
    statusReason = "rejected";
    completedAt = now;
  }

  /** Whether it is of the same person; who shares a name with its creator may be the same. */
  boolean isBy(Person person) {
    return person.principal().equals(createdByPrincipal)
        || person.actor().name().equalsIgnoreCase(createdBy);
  }

  void start(Instant now) {
    become(IN_PROGRESS);
    startedAt = now;
  }

  /** Nobody else is asked until somebody decides. */
  void pause(String why) {
    become(PAUSED);
    statusReason = why;
  }

  void resume() {
    become(IN_PROGRESS);
    statusReason = null;
  }

  /** What failed is asked anew. */
  void retry() {
    if (status != IN_PROGRESS) {
      become(IN_PROGRESS);
    }
    statusReason = null;
    completedAt = null;
    withdrawing = false;
  }

  /** Nobody else is asked any more: it ends when those have answered who were. */
  void stop(String why) {
    statusReason = why;
    withdrawing = true;
    closedToJoiners = true;
    revision++;
  }

  /** The next wave's sites are asked. */
  void advance() {
    wave++;
    revision++;
  }

  /** So many more sites are its own. */
  void join(int sites) {
    targetCount += sites;
    revision++;
  }

  void rollBack(String why) {
    become(ROLLING_BACK);
    statusReason = why;
  }

  /** What its rollback has not managed is tried once more. */
  void rollBackAgain() {
    rollBack("rolled back");
    rolledBackAt = null;
    completedAt = null;
  }

  /** Its rollback has ended. */
  void rolledBack(Deployment back, Instant now) {
    var isWhole = back.rollbackWhole && back.status == COMPLETED;
    become(isWhole ? ROLLED_BACK : PARTIALLY_FAILED);
    rolledBackAt = now;
    completedAt = now;
  }

  boolean canRollBack() {
    return (type == DeploymentType.INSTALL || type == DeploymentType.UPGRADE)
        && startedAt != null
        && DeploymentLifecycle.canBecome(status, ROLLING_BACK);
  }

  /** Whether every site has come to an end. */
  boolean isOver() {
    return successCount + failureCount + cancelledCount + skippedCount == targetCount;
  }

  boolean is(DeploymentStatus other) {
    return status == other;
  }

  /** What was not asked yet is not asked any more; what was asked is withdrawn. */
  void cancel(@Nullable String why, Instant now) {
    become(CANCELLED);
    withdrawing = true;
    statusReason = why;
    completedAt = now;
  }

  boolean canBeCancelled() {
    return DeploymentLifecycle.canBecome(status, CANCELLED);
  }

  /** Ends as its sites did. */
  void settle(Instant now) {
    closedToJoiners = true;
    if (failureCount == 0) {
      become(cancelledCount == 0 ? COMPLETED : CANCELLED);
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
        completedAt,
        statusReason,
        pluginVersion,
        createdBy,
        rollbackOf);
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
