package dev.pluginsuite.registry.packages;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets submitters take back what nobody has decided about. */
@ApplicationScoped
class WithdrawalService {
  private final PackageRepository packages;
  private final PackageEvents events;
  private final Audit audit;
  private final Clock clock;

  WithdrawalService(PackageRepository packages, PackageEvents events, Audit audit, Clock clock) {
    this.packages = packages;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  /** Twice is the same as once, whatever was read before. */
  @WithTransaction
  Uni<PluginPackage> withdraw(UUID id, String principal, Actor actor, @Nullable String ifMatch) {
    return packages
        .getOwnForChange(id, principal)
        .chain(it -> it.isWithdrawn() ? Uni.createFrom().item(it) : end(it, actor, ifMatch));
  }

  private Uni<PluginPackage> end(PluginPackage it, Actor actor, @Nullable String ifMatch) {
    EntityTags.check(ifMatch, it.revision);
    var before = it.status();
    it.withdraw(clock.instant());
    var deed =
        Deed.of("package.withdraw", "package", it.id)
            .changing(before, it.status())
            .because(it.review.reason, null);
    return audit
        .record(actor, deed)
        .chain(() -> events.tell(it, "package.withdrawn"))
        .replaceWith(it);
  }
}
