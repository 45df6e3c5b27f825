package dev.pluginsuite.health.threshold;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Sets limits. They work from the next time that an installation is judged. */
@ApplicationScoped
class ThresholdService {
  private final ThresholdConfig config;
  private final Idempotency idempotency;
  private final Audit audit;

  ThresholdService(ThresholdConfig config, Idempotency idempotency, Audit audit) {
    this.config = config;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  /** What somebody wants, and what they had read. */
  record Wish(
      Limits limits,
      Actor actor,
      IdempotentRequest request,
      @Nullable String ifMatch,
      @Nullable String reason,
      @Nullable String changeReference) {}

  @WithSession
  Uni<ThresholdView> ofPlugin(String pluginId) {
    return find(Threshold.ofPlugin(pluginId)).map(this::pluginView);
  }

  @WithSession
  Uni<ThresholdView> ofInstallation(UUID id, String pluginId) {
    return find(Threshold.ofInstallation(id)).chain(it -> installationView(it, pluginId));
  }

  @WithTransaction
  Uni<ThresholdView> setForPlugin(String pluginId, Wish wish) {
    var subject = Threshold.ofPlugin(pluginId);
    return set(subject, wish, it -> Uni.createFrom().item(pluginView(it)));
  }

  @WithTransaction
  Uni<ThresholdView> setForInstallation(UUID id, String pluginId, Wish wish) {
    return set(Threshold.ofInstallation(id), wish, it -> installationView(it, pluginId));
  }

  private Uni<ThresholdView> set(
      String subject, Wish wish, Function<Threshold, Uni<ThresholdView>> view) {
    return idempotency
        .onceNamed(wish.request(), () -> setOnce(subject, wish), it -> it.subject, this::find)
        .chain(view::apply)
        .invoke(it -> requireSound(wish.limits(), it.effective()));
  }

  /** Thrown within the transaction: limits that contradict what stands behind them are not kept. */
  private static void requireSound(Limits wanted, Limits effective) {
    var errors = wanted.errors(effective);
    if (!errors.isEmpty()) {
      throw CommonProblem.INVALID_REQUEST.because("The limits are not valid.", errors);
    }
  }

  private Uni<Threshold> setOnce(String subject, Wish wish) {
    return Panache.getSession()
        .chain(it -> it.find(Threshold.class, subject, LockMode.PESSIMISTIC_WRITE))
        .map(it -> it == null ? new Threshold(subject) : it)
        .invoke(it -> EntityTags.check(wish.ifMatch(), it.revision))
        .call(it -> record(it, wish))
        .invoke(it -> it.set(wish.limits()))
        .call(it -> Panache.getSession().chain(session -> session.persist(it)))
        .call(() -> Panache.getSession().chain(session -> session.flush()));
  }

  private Uni<Void> record(Threshold it, Wish wish) {
    var deed =
        Deed.of("thresholds.set", "thresholds", it.subject)
            .changing(it.limits, wish.limits())
            .because(wish.reason(), wish.changeReference());
    return audit.record(wish.actor(), deed);
  }

  private Uni<Threshold> find(String subject) {
    return Panache.getSession()
        .chain(it -> it.find(Threshold.class, subject))
        .map(it -> it == null ? new Threshold(subject) : it);
  }

  private ThresholdView pluginView(Threshold it) {
    return new ThresholdView(it.limits, it.limits.or(config.asLimits()), it.revision);
  }

  private Uni<ThresholdView> installationView(Threshold it, String pluginId) {
    return find(Threshold.ofPlugin(pluginId))
        .map(plugin -> it.limits.or(plugin.limits).or(config.asLimits()))
        .map(effective -> new ThresholdView(it.limits, effective, it.revision));
  }
}
