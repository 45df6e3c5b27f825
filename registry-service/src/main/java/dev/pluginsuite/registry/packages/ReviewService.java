package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.registry.attestation.AttestationService;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The decisions of people about packages. */
@ApplicationScoped
class ReviewService {
  private final PackageRepository packages;
  private final PackageEvents events;
  private final AttestationService attestations;
  private final HighRisks highRisks;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  ReviewService(
      PackageRepository packages,
      PackageEvents events,
      AttestationService attestations,
      HighRisks highRisks,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.packages = packages;
    this.events = events;
    this.attestations = attestations;
    this.highRisks = highRisks;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  @WithTransaction
  Uni<PluginPackage> start(UUID id, Decision decision) {
    return decide(id, "start-review", decision, it -> it.startReview(decision.actor().name()));
  }

  @WithTransaction
  Uni<PluginPackage> release(UUID id, Decision decision) {
    return decide(id, "release-review", decision, PluginPackage::releaseReview);
  }

  @WithTransaction
  Uni<PluginPackage> approve(
      UUID id, Decision decision, @Nullable LicenseType license, Set<String> acknowledged) {
    return once(
        decision,
        () ->
            change(id, "approve", decision, it -> approve(it, decision, license, acknowledged))
                .call(it -> attestations.attest(statement(it))));
  }

  private void approve(
      PluginPackage it,
      Decision decision,
      @Nullable LicenseType license,
      Set<String> acknowledged) {
    requireOtherThanSubmitter(it, decision);
    it.approve(decision.actor().name(), license, decision.reason(), clock.instant());
    var missing =
        highRisks
            .among(it.declared.permissions())
            .filter(risk -> !acknowledged.contains(risk))
            .toList();
    if (!missing.isEmpty()) {
      throw RegistryProblem.RISKS_NOT_ACKNOWLEDGED
          .because(
              "The package may do what is of high risk: name %s in acknowledgedRisks."
                  .formatted(missing))
          .with("missing", missing);
    }
  }

  @WithTransaction
  Uni<PluginPackage> reject(UUID id, Decision decision) {
    return decide(
        id,
        "reject",
        decision,
        it -> {
          requireOtherThanSubmitter(it, decision);
          it.reject(decision.actor().name(), decision.requiredReason(), clock.instant());
        });
  }

  @WithTransaction
  Uni<PluginPackage> revoke(UUID id, Decision decision) {
    return decide(
        id,
        "revoke",
        decision,
        it -> it.revoke(decision.actor().name(), decision.requiredReason(), clock.instant()));
  }

  private Uni<PluginPackage> decide(
      UUID id, String verb, Decision decision, Consumer<PluginPackage> change) {
    return once(decision, () -> change(id, verb, decision, change));
  }

  private Uni<PluginPackage> once(Decision decision, Supplier<Uni<PluginPackage>> effect) {
    return idempotency.once(decision.request(), effect, it -> it.id, packages::get);
  }

  private Uni<PluginPackage> change(
      UUID id, String verb, Decision decision, Consumer<PluginPackage> change) {
    return packages
        .getForChange(id)
        .invoke(it -> EntityTags.require(decision.ifMatch(), it.revision))
        .chain(it -> change(it, verb, decision, change));
  }

  private Uni<PluginPackage> change(
      PluginPackage it, String verb, Decision decision, Consumer<PluginPackage> change) {
    PackageStatus before = it.status;
    change.accept(it);
    var deed =
        Deed.of("package." + verb, "package", it.id)
            .changing(before, it.status)
            .because(decision.reason(), decision.changeReference());
    return audit
        .record(decision.actor(), deed)
        .chain(() -> events.tell(it, "package." + verb))
        .replaceWith(it);
  }

  private static void requireOtherThanSubmitter(PluginPackage it, Decision decision) {
    if (it.uploader.equals(decision.principal())) {
      throw RegistryProblem.OWN_SUBMISSION.because(
          "You submitted %s %s; somebody else has to decide."
              .formatted(it.pluginId, it.pluginVersion));
    }
  }

  private static ApprovalStatement statement(PluginPackage it) {
    var predicate =
        new ApprovalStatement.Predicate(
            it.id,
            it.pluginId,
            it.pluginVersion,
            Checksums.of(it.manifest),
            Objects.requireNonNullElse(it.risk, RiskLevel.LOW),
            Objects.requireNonNull(it.decidedBy),
            Objects.requireNonNull(it.decidedAt));
    return ApprovalStatement.of(
        it.pluginId + "-" + it.pluginVersion + ".mpk", it.checksum, predicate);
  }
}
