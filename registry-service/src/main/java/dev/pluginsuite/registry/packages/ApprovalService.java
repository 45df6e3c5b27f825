package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.registries.RegistryRules;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Approves packages, and signs that they were. */
@ApplicationScoped
class ApprovalService {
  private final Decisions decisions;
  private final PermissionGrowth growth;
  private final HighRisks highRisks;
  private final PackageAttestor attestor;
  private final Clock clock;

  ApprovalService(
      Decisions decisions,
      PermissionGrowth growth,
      HighRisks highRisks,
      PackageAttestor attestor,
      Clock clock) {
    this.decisions = decisions;
    this.growth = growth;
    this.highRisks = highRisks;
    this.attestor = attestor;
    this.clock = clock;
  }

  /**
   * @param acknowledged the permissions that the approver accepts by name
   */
  @WithTransaction
  Uni<PluginPackage> approve(
      UUID id, Decision decision, @Nullable LicenseType license, Set<String> acknowledged) {
    return decisions.take(
        id,
        decision,
        (it, rules) ->
            growth
                .of(it)
                .invoke(more -> approve(it, decision, license, rules, acknowledged, more))
                .chain(() -> sign(it)));
  }

  private void approve(
      PluginPackage it,
      Decision decision,
      @Nullable LicenseType license,
      RegistryRules rules,
      Set<String> acknowledged,
      Growth more) {
    decision.require(rules.review());
    var isEnough = !(rules.review().secondApprover() && isHighRisk(it));
    it.approve(new Approval(decision.verdict(), license, isEnough), clock.instant());
    requireAcknowledged(it, more, acknowledged);
  }

  private boolean isHighRisk(PluginPackage it) {
    return it.risk == RiskLevel.HIGH
        || highRisks.among(it.declared.permissions()).findAny().isPresent();
  }

  private void requireAcknowledged(PluginPackage it, Growth more, Set<String> acknowledged) {
    var missing =
        Stream.concat(highRisks.among(it.declared.permissions()), more.added().stream())
            .filter(permission -> !acknowledged.contains(permission))
            .distinct()
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw RegistryProblem.RISKS_NOT_ACKNOWLEDGED
          .because(
              "The package may do what is of high risk or what the version before might not: name %s in acknowledgedRisks."
                  .formatted(missing))
          .with("missing", missing)
          .with("added", more.added());
    }
  }

  private Uni<String> sign(PluginPackage it) {
    return it.status() == PackageStatus.APPROVED
        ? attestor.attest(it, KeySet.Use.APPROVAL).replaceWith("approve")
        : Uni.createFrom().item("first-approval");
  }
}
