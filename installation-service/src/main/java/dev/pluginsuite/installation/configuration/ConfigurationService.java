package dev.pluginsuite.installation.configuration;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.installation.installation.Changed;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.secret.Setup;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

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
   * @param given all of it; what is left out gets its default, a secret what it has
   */
  @WithTransaction
  public Uni<Changed> configure(UUID id, Map<String, Object> given, Decision decision) {
    return configure(id, it -> new Wanted(given, it.setup().secrets()), decision);
  }

  /** Once more what was wanted before: its secrets have been kept. */
  @WithTransaction
  public Uni<Changed> configure(UUID id, Setup setup, Decision decision) {
    return configure(id, it -> new Wanted(setup.masked(), setup.secrets()), decision);
  }

  /**
   * @param held secrets that stay where nothing else is given
   */
  private record Wanted(Map<String, Object> given, List<SecretRef> held) {
    @Override
    public String toString() {
      return given.keySet().toString();
    }
  }

  private Uni<Changed> configure(
      UUID id, Function<InstallationView, Wanted> wanted, Decision decision) {
    return idempotency.once(
        decision.request(),
        () -> configureOnce(id, wanted, decision),
        it -> it.installation().id(),
        ignored -> installations.get(id, decision.scope()).map(it -> new Changed(it, List.of(it))));
  }

  private Uni<Changed> configureOnce(
      UUID id, Function<InstallationView, Wanted> wanted, Decision decision) {
    return installations
        .grounded(id, decision)
        .chain(it -> configure(it, wanted.apply(it), decision))
        .call(it -> note(decision, it.installation()));
  }

  private Uni<Changed> configure(InstallationView it, Wanted wanted, Decision decision) {
    return packages
        .get(it.packageId())
        .map(PackageService::manifestOf)
        .map(
            manifest ->
                ConfigurationCheck.checked(
                    "configuration", manifest.configuration(), wanted.given(), wanted.held()))
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
