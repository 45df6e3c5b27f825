package dev.pluginsuite.deployment.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.deployment.known.SiteSelector;
import dev.pluginsuite.deployment.strategy.Strategy;
import dev.pluginsuite.deployment.target.TargetView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it is shown.
 *
 * @param statusReason why it is as it is, such as a revoked package
 * @param targetSites their ids; left out of more than 200, as are the targets
 * @param targetsUrl where every target is read page by page
 * @param waves how far each has come, when one deployment is read
 * @param ignoreWindows whether sites are asked outside of their maintenance windows, too
 * @param wave the one whose sites are asked
 * @param canRollback whether what it has done can be taken back
 * @param rollbackOf the deployment that this one takes back
 * @param rollbackId the deployment that takes this one back, when one deployment is read
 * @param approval what its sites' policies ask for; null without any
 * @param planHash of the plan it was created by; one that takes another one back has none
 * @param revision its entity tag: grows with every change of it or of a target
 * @param targets what became of each site, when one deployment is read
 */
record DeploymentView(
    UUID id,
    UUID packageId,
    String pluginId,
    String version,
    DeploymentType deploymentType,
    DeploymentStatus status,
    @Nullable String statusReason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> targetSites,
    String targetsUrl,
    int targetCount,
    int successCount,
    int failureCount,
    int cancelledCount,
    int skippedCount,
    Strategy strategy,
    @Nullable SiteSelector siteSelector,
    boolean ignoreWindows,
    int wave,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<WaveView> waves,
    @Nullable Instant scheduledFor,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    boolean canRollback,
    @Nullable Instant rolledBackAt,
    @Nullable UUID rollbackOf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID rollbackId,
    Map<String, Object> configuration,
    boolean activate,
    @Nullable String reason,
    @Nullable String changeReference,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ApprovalView approval,
    @Nullable String planHash,
    String createdBy,
    Instant createdAt,
    long revision,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TargetView> targets) {

  static final String BASE = "/api/v1/admin/plugin-registry/deployments/";

  static DeploymentView of(Deployment it, @Nullable List<String> sites) {
    return of(it, sites, null, null, null);
  }

  static DeploymentView of(
      Deployment it,
      @Nullable List<String> sites,
      @Nullable List<TargetView> targets,
      @Nullable List<WaveView> waves,
      @Nullable Deployment rollback) {
    return new DeploymentView(
        it.id,
        it.packageId,
        it.pluginId,
        it.pluginVersion,
        it.type,
        it.status,
        it.statusReason,
        sites,
        BASE + it.id + "/targets",
        it.targetCount,
        it.successCount,
        it.failureCount,
        it.cancelledCount,
        it.skippedCount,
        it.strategy,
        it.siteSelector,
        it.ignoresWindows,
        it.wave,
        waves,
        it.scheduledFor,
        it.startedAt,
        it.completedAt,
        it.canRollBack(),
        it.rolledBackAt,
        it.rollbackOf,
        rollback == null ? null : rollback.id,
        it.configuration,
        it.activate,
        it.reason,
        it.changeReference,
        ApprovalView.of(it),
        it.planHash,
        it.createdBy,
        it.createdAt,
        it.revision,
        targets);
  }
}
