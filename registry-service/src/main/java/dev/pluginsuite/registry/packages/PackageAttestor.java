package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.registry.attestation.AttestationService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Has it signed that a package was approved, in the transaction that approves it. */
@ApplicationScoped
class PackageAttestor {
  private final AttestationService attestations;

  PackageAttestor(AttestationService attestations) {
    this.attestations = attestations;
  }

  Uni<Void> attest(PluginPackage it, KeySet.Use use) {
    return attestations.attest(statement(it), use);
  }

  private static ApprovalStatement statement(PluginPackage it) {
    var predicate =
        new ApprovalStatement.Predicate(
            it.id,
            it.pluginId,
            it.pluginVersion,
            Checksums.of(it.manifest),
            Objects.requireNonNullElse(it.risk, RiskLevel.LOW),
            Objects.requireNonNull(it.review.approvedBy),
            Objects.requireNonNull(it.review.approvedAt));
    return ApprovalStatement.of(
        it.pluginId + "-" + it.pluginVersion + ".mpk", it.checksum, predicate);
  }
}
