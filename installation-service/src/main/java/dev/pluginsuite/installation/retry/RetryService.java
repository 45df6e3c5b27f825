package dev.pluginsuite.installation.retry;

import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.configuration.ConfigurationService;
import dev.pluginsuite.installation.install.InstallService;
import dev.pluginsuite.installation.install.Order;
import dev.pluginsuite.installation.install.Order.Replacement;
import dev.pluginsuite.installation.installation.Changed;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Desired;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.installation.Wish;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out what failed and has it done again by whoever did it, under all the same rules. */
@ApplicationScoped
public class RetryService {
  private final InstallationService installations;
  private final InstallService installs;
  private final ConfigurationService configurations;
  private final SiteChangeService changes;
  private final Idempotency idempotency;

  RetryService(
      InstallationService installations,
      InstallService installs,
      ConfigurationService configurations,
      SiteChangeService changes,
      Idempotency idempotency) {
    this.installations = installations;
    this.installs = installs;
    this.configurations = configurations;
    this.changes = changes;
    this.idempotency = idempotency;
  }

  @WithTransaction
  public Uni<Changed> retry(UUID id, Decision decision) {
    return idempotency.once(
        decision.request(),
        () -> retryOnce(id, decision),
        it -> it.installation().id(),
        made -> installations.get(made, decision.scope()).map(it -> new Changed(it, List.of(it))));
  }

  private Uni<Changed> retryOnce(UUID id, Decision decision) {
    return installations
        .grounded(id, decision)
        .invoke(it -> EntityTags.check(decision.ifMatch(), it.revision()))
        .chain(it -> retry(it, decision.settled()));
  }

  private Uni<Changed> retry(InstallationView it, Decision decision) {
    var wish = it.failedWish();
    if (wish == null) {
      throw InstallationProblem.NOTHING_TO_RETRY.because(
          "%s %s at %s is %s.".formatted(it.pluginId(), it.version(), it.siteId(), it.status()));
    }
    if (it.isGone()) {
      return installations
          .find(it.siteId(), it.pluginId())
          .chain(other -> installs.install(order(it, wish, other, decision)));
    }
    return wish.configuration().equals(it.setup())
        ? again(it, wish.desired(), decision)
        : configurations
            .configure(it.id(), wish.configuration(), decision)
            .chain(done -> alsoToBe(wish.desired(), done, decision));
  }

  /** What a lock changed may be the configuration and whether it runs. */
  private Uni<Changed> alsoToBe(Desired wanted, Changed done, Decision decision) {
    return done.installation().isToBe(wanted)
        ? Uni.createFrom().item(done)
        : again(done.installation(), wanted, decision);
  }

  /** A failed upgrade left the earlier version where it was. */
  private static Order order(
      InstallationView it, Wish wish, @Nullable InstallationView other, Decision decision) {
    var replaces =
        other == null || other.id().equals(it.id()) ? null : new Replacement(other.id(), false);
    return new Order(
        it.siteId(),
        it.packageId(),
        wish.configuration().masked(),
        wish.configuration().secrets(),
        Map.of(),
        replaces == null && wish.desired() == Desired.ACTIVE,
        null,
        replaces,
        decision);
  }

  private Uni<Changed> again(InstallationView it, Desired wanted, Decision decision) {
    if (it.isToBe(wanted)) {
      return changes.tellAgain(it.siteId()).replaceWith(new Changed(it, List.of(it)));
    }
    return switch (wanted) {
      case ACTIVE -> installations.activate(it.id(), decision);
      case INACTIVE, INSTALLED -> installations.deactivate(it.id(), false, decision);
      case UNINSTALLED, REPLACED -> installations.remove(it.id(), false, decision);
    };
  }
}
