package dev.pluginsuite.health.alert;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Sets when somebody is called. */
@ApplicationScoped
class AlertRuleService {
  private final Idempotency idempotency;
  private final Audit audit;

  AlertRuleService(Idempotency idempotency, Audit audit) {
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /** What somebody wants, and what they had read. */
  record Wish(
      AlertTerms terms,
      Actor actor,
      IdempotentRequest request,
      @Nullable String ifMatch,
      @Nullable String reason,
      @Nullable String changeReference) {}

  @WithSession
  Uni<AlertRule> get(String pluginId) {
    return Panache.getSession()
        .chain(it -> it.find(AlertRule.class, pluginId))
        .map(it -> it == null ? new AlertRule(pluginId) : it);
  }

  @WithTransaction
  Uni<AlertRule> set(String pluginId, Wish wish) {
    return idempotency.onceNamed(
        wish.request(), () -> setOnce(pluginId, wish), it -> it.pluginId, this::get);
  }

  private Uni<AlertRule> setOnce(String pluginId, Wish wish) {
    return Panache.getSession()
        .chain(it -> it.find(AlertRule.class, pluginId, LockMode.PESSIMISTIC_WRITE))
        .map(it -> it == null ? new AlertRule(pluginId) : it)
        .invoke(it -> EntityTags.check(wish.ifMatch(), it.revision))
        .call(it -> record(it, wish))
        .invoke(it -> it.set(wish.terms()))
        .call(it -> Panache.getSession().chain(session -> session.persist(it)))
        .call(() -> Panache.getSession().chain(session -> session.flush()));
  }

  private Uni<Void> record(AlertRule it, Wish wish) {
    var deed =
        Deed.of("alert-rule.set", "alert-rule", it.pluginId)
            .changing(it.terms, wish.terms())
            .because(wish.reason(), wish.changeReference());
    return audit.record(wish.actor(), deed);
  }
}
