package dev.pluginsuite.installation.configuration;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.installation.installation.Changed;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.packages.PackageService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives what is installed another configuration. */
@ApplicationScoped
public class ConfigurationService {
  private final InstallationService installations;
  private final SiteChangeService changes;
  private final PackageService packages;
  private final Idempotency idempotency;
  private final Audit audit;

  ConfigurationService(
      InstallationService installations,
      SiteChangeService changes,
      PackageService packages,
      Idempotency idempotency,
      Audit audit) {
    this.installations = installations;
    this.changes = changes;
    this.packages = packages;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /**
   * @param given all of it; what is left out gets its default
   */
  @WithTransaction
  public Uni<Changed> configure(UUID id, Map<String, Object> given, Decision decision) {
    return idempotency.once(
        decision.request(),
        () -> configureOnce(id, given, decision),
        it -> it.installation().id(),
        ignored -> installations.get(id, decision.scope()).map(it -> new Changed(it, List.of(it))));
  }

  private Uni<Changed> configureOnce(UUID id, Map<String, Object> given, Decision decision) {
    return installations
        .get(id, decision.scope())
        .chain(it -> configure(it, given, decision))
        .call(it -> note(decision, it.installation()));
  }

  private Uni<Changed> configure(
      InstallationView it, Map<String, Object> given, Decision decision) {
    return packages
        .get(it.packageId())
        .map(PackageService::manifestOf)
        .map(
            manifest -> ConfigurationCheck.filled("configuration", manifest.configuration(), given))
        .chain(complete -> changes.configure(it, complete, decision));
  }

  private Uni<Void> note(Decision decision, InstallationView it) {
    return audit.record(
        decision.actor(),
        Deed.of("installation.configure", "installation", it.id())
            .changing(it.status(), it.desiredStatus())
            .because(decision.reason(), decision.changeReference()));
  }
}
