package dev.pluginsuite.registry.packages;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.registry.registries.RegistryRules;
import dev.pluginsuite.registry.registries.RegistryService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * How every decision is taken: once, on what was read, as the registry asks, with audit and event.
 * Within the caller's transaction.
 */
@ApplicationScoped
class Decisions {
  private final PackageRepository packages;
  private final RegistryService registries;
  private final PackageEvents events;
  private final Idempotency idempotency;
  private final Audit audit;

  Decisions(
      PackageRepository packages,
      RegistryService registries,
      PackageEvents events,
      Idempotency idempotency,
      Audit audit) {
    this.packages = packages;
    this.registries = registries;
    this.events = events;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /**
   * @param change does it and says the verb for it
   */
  Uni<PluginPackage> take(
      UUID id, Decision decision, BiFunction<PluginPackage, RegistryRules, Uni<String>> change) {
    return idempotency.once(
        decision.request(), () -> change(id, decision, change), it -> it.id, packages::get);
  }

  private Uni<PluginPackage> change(
      UUID id, Decision decision, BiFunction<PluginPackage, RegistryRules, Uni<String>> change) {
    return packages
        .getForChange(id)
        .invoke(it -> EntityTags.require(decision.ifMatch(), it.revision))
        .call(
            it ->
                registries
                    .rules(it.registryId)
                    .chain(rules -> change(it, rules, decision, change)));
  }

  private Uni<Void> change(
      PluginPackage it,
      RegistryRules rules,
      Decision decision,
      BiFunction<PluginPackage, RegistryRules, Uni<String>> change) {
    var before = it.standing();
    return change.apply(it, rules).chain(verb -> record(it, before, "package." + verb, decision));
  }

  private Uni<Void> record(PluginPackage it, String before, String verb, Decision decision) {
    var deed =
        Deed.of(verb, "package", it.id)
            .changing(before, it.standing())
            .because(decision.verdict().reason(), decision.verdict().changeReference());
    return audit.record(decision.actor(), deed).chain(() -> events.tell(it, verb));
  }
}
