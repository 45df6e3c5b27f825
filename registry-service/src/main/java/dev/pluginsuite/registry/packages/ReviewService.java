package dev.pluginsuite.registry.packages;

import dev.pluginsuite.registry.packages.RevocationImpact.Impact;
import dev.pluginsuite.registry.registries.RegistryRules;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The decisions of people about packages, but for approving. */
@ApplicationScoped
class ReviewService {
  private final Decisions decisions;
  private final PackageRepository packages;
  private final RevocationImpact impact;
  private final Clock clock;

  ReviewService(
      Decisions decisions, PackageRepository packages, RevocationImpact impact, Clock clock) {
    this.decisions = decisions;
    this.packages = packages;
    this.impact = impact;
    this.clock = clock;
  }

  /**
   * @param assignee whose review it becomes, by e-mail; null for the caller's
   */
  @WithTransaction
  Uni<PluginPackage> start(UUID id, Decision decision, @Nullable String assignee) {
    return take(
        id, "start-review", decision, (it, rules) -> it.review(decision.verdict().by(), assignee));
  }

  @WithTransaction
  Uni<PluginPackage> release(UUID id, Decision decision) {
    return take(id, "release-review", decision, (it, rules) -> it.releaseReview());
  }

  @WithTransaction
  Uni<PluginPackage> reject(UUID id, Decision decision) {
    return take(
        id,
        "reject",
        decision,
        (it, rules) -> {
          decision.requireReason();
          decision.require(rules.review());
          it.reject(decision.verdict(), clock.instant());
        });
  }

  @WithTransaction
  Uni<PluginPackage> deprecate(UUID id, Decision decision, @Nullable UUID replacement) {
    return decisions.take(id, decision, (it, rules) -> deprecate(it, rules, decision, replacement));
  }

  private Uni<String> deprecate(
      PluginPackage it, RegistryRules rules, Decision decision, @Nullable UUID replacement) {
    decision.require(rules.review());
    return packages
        .requireReplacement(it.id, replacement)
        .invoke(() -> it.deprecate(decision.verdict(), replacement, clock.instant()))
        .replaceWith("deprecate");
  }

  @WithTransaction
  Uni<PluginPackage> undeprecate(UUID id, Decision decision) {
    return take(
        id,
        "undeprecate",
        decision,
        (it, rules) -> {
          decision.require(rules.review());
          it.undeprecate(decision.verdict(), clock.instant());
        });
  }

  @WithTransaction
  Uni<PluginPackage> revoke(UUID id, Decision decision, RevocationTerms terms) {
    return take(
        id,
        "revoke",
        decision,
        (it, rules) -> {
          decision.requireReason();
          decision.require(rules.review());
          terms.requireTimely(clock.instant());
          it.revoke(decision.verdict(), terms, clock.instant());
        });
  }

  /** Whom it would hit; nothing changes. */
  @WithSession
  Uni<Revocation> wouldRevoke(UUID id, RevocationTerms terms) {
    return packages
        .get(id)
        .invoke(it -> terms.requireTimely(clock.instant()))
        .chain(it -> hit(it, terms));
  }

  @WithSession
  Uni<Revocation> hit(PluginPackage it, RevocationTerms terms) {
    return impact.of(it.id).map(hit -> new Revocation(it, terms, hit));
  }

  private Uni<PluginPackage> take(
      UUID id, String verb, Decision decision, BiConsumer<PluginPackage, RegistryRules> change) {
    return decisions.take(
        id,
        decision,
        (it, rules) -> {
          change.accept(it, rules);
          return Uni.createFrom().item(verb);
        });
  }

  /** A package that is or would be revoked, and whom it hits. */
  record Revocation(PluginPackage revoked, RevocationTerms terms, Impact impact) {}
}
