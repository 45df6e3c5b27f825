package dev.pluginsuite.health.status;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.health.threshold.ThresholdConfig;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Judges installations, many in one transaction with what is told of them. */
@ApplicationScoped
class EvaluationService {
  private final EvaluationRepository evaluations;
  private final Outbox outbox;
  private final StatusConfig config;
  private final ThresholdConfig limits;

  EvaluationService(
      EvaluationRepository evaluations,
      Outbox outbox,
      StatusConfig config,
      ThresholdConfig limits) {
    this.evaluations = evaluations;
    this.outbox = outbox;
    this.config = config;
    this.limits = limits;
  }

  /** Judges those whose turn it is; answers how many. */
  @WithTransaction
  Uni<Integer> judge() {
    return evaluations.take(config.batch(), config.interval()).chain(this::judgeAll);
  }

  private Uni<Integer> judgeAll(List<Due> due) {
    if (due.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    var defaults = limits.asLimits();
    var judged =
        due.stream()
            .map(it -> Judged.of(it, it.judge(defaults, config.interval()), config.interval()))
            .toList();
    return evaluations
        .write(judged, config.every())
        .chain(() -> tell(judged))
        .replaceWith(due.size());
  }

  private Uni<Void> tell(List<Judged> judged) {
    return Multi.createFrom()
        .iterable(judged)
        .filter(it -> it.told() != null)
        .onItem()
        .transformToUniAndConcatenate(this::tellOne)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tellOne(Judged it) {
    return outbox.state(
        Topic.HEALTH_STATUS.topicName(),
        it.id(),
        "health.changed",
        it.revision(),
        Objects.requireNonNull(it.told()));
  }
}
