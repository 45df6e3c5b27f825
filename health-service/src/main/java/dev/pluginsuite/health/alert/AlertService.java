package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Raises alerts, and ends them: each change with its event and its audit entry. */
@ApplicationScoped
class AlertService {
  private static final Actor RULES = Actor.system("alerts");

  private final AlertRepository alerts;
  private final Outbox outbox;
  private final Audit audit;
  private final Idempotency idempotency;
  private final Clock clock;

  AlertService(
      AlertRepository alerts, Outbox outbox, Audit audit, Idempotency idempotency, Clock clock) {
    this.alerts = alerts;
    this.outbox = outbox;
    this.audit = audit;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Who decides, and on what they had read. */
  record Decision(
      SiteScope scope,
      Actor actor,
      IdempotentRequest request,
      @Nullable String ifMatch,
      @Nullable String reason,
      @Nullable String changeReference) {}

  /** Calls somebody for those that need it; answers for how many. */
  @WithTransaction
  Uni<Integer> raise() {
    return alerts.unwell().chain(found -> each(found, this::raiseFor));
  }

  private Uni<Void> raiseFor(Unwell it) {
    var alert = new Alert(it, clock.instant());
    return alerts.persist(alert).chain(() -> tell(alert, RULES, "raise", null, null, null));
  }

  /** Ends those that nobody is needed for any more; answers how many. */
  @WithTransaction
  Uni<Integer> end() {
    return alerts.over().chain(found -> each(found, this::endOne));
  }

  private Uni<Void> endOne(Alert it) {
    var before = it.status;
    var why = "It is well again, or is not to run any more.";
    it.resolve(RULES.name(), why, clock.instant());
    return tell(it, RULES, "resolve", before, why, null);
  }

  @WithTransaction
  Uni<Alert> acknowledge(UUID id, Decision by) {
    return decide(id, by, "acknowledge", it -> it.acknowledge(by.actor().name(), clock.instant()));
  }

  @WithTransaction
  Uni<Alert> resolve(UUID id, String why, Decision by) {
    return decide(id, by, "resolve", it -> it.resolve(by.actor().name(), why, clock.instant()));
  }

  private Uni<Alert> decide(UUID id, Decision by, String verb, Consumer<Alert> change) {
    return idempotency.once(
        by.request(),
        () -> decideOnce(id, by, verb, change),
        it -> it.id,
        again -> alerts.get(again, by.scope()));
  }

  private Uni<Alert> decideOnce(UUID id, Decision by, String verb, Consumer<Alert> change) {
    return alerts
        .lock(id, by.scope())
        .invoke(it -> EntityTags.check(by.ifMatch(), it.revision))
        .call(
            it -> {
              var before = it.status;
              change.accept(it);
              return tell(it, by.actor(), verb, before, by.reason(), by.changeReference());
            });
  }

  private Uni<Void> tell(
      Alert it,
      Actor actor,
      String verb,
      @Nullable AlertStatus before,
      @Nullable String reason,
      @Nullable String changeReference) {
    var deed =
        Deed.of("alert." + verb, "alert", it.id)
            .changing(before, it.status)
            .because(reason, changeReference);
    return audit
        .record(actor, deed)
        .chain(
            () ->
                outbox.state(
                    Topic.HEALTH_ALERTS.topicName(),
                    it.id,
                    "alert." + verb,
                    it.revision,
                    it.state()));
  }

  @WithSession
  Uni<Page<Alert>> list(SiteScope scope, AlertRepository.Filter filter, PageRequest page) {
    return alerts.list(scope, filter, page);
  }

  @WithSession
  Uni<Alert> get(UUID id, SiteScope scope) {
    return alerts.get(id, scope);
  }

  private static <T> Uni<Integer> each(List<T> found, Function<T, Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(step::apply)
        .collect()
        .last()
        .replaceWith(found.size());
  }
}
