package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.api.registry.RegistryType.DEVELOPER;

import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.registries.RegistryService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Approves what passed validation in a DEVELOPER registry, with a key that only agents of
 * development sites accept.
 */
@ApplicationScoped
class DeveloperPolicy {
  private static final Verdict PASSED =
      new Verdict(Reviewer.POLICY, "Passed validation in a DEVELOPER registry", null);

  private final RegistryService registries;
  private final PackageAttestor attestor;
  private final Audit audit;
  private final Clock clock;

  DeveloperPolicy(RegistryService registries, PackageAttestor attestor, Audit audit, Clock clock) {
    this.registries = registries;
    this.attestor = attestor;
    this.audit = audit;
    this.clock = clock;
  }

  /** Within the transaction that took the report. */
  Uni<Void> apply(PluginPackage it) {
    if (it.validation != ValidationStatus.PASSED
        || !it.status().canBecome(PackageStatus.APPROVED)) {
      return Uni.createFrom().voidItem();
    }
    return registries
        .rules(it.registryId)
        .chain(rules -> rules.type() == DEVELOPER ? approve(it) : Uni.createFrom().voidItem());
  }

  private Uni<Void> approve(PluginPackage it) {
    var before = it.status();
    it.approve(new Approval(PASSED, null, true), clock.instant());
    var deed =
        Deed.of("package.approve", "package", it.id)
            .changing(before, it.status())
            .because(it.review.reason, null);
    return attestor
        .attest(it, KeySet.Use.DEVELOPER)
        .chain(() -> audit.record(Actor.system(Reviewer.POLICY.name()), deed));
  }
}
