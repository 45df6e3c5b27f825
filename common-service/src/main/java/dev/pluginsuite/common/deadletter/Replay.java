package dev.pluginsuite.common.deadletter;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;

/**
 * Hands dead letters to the service's consumer again. As often as anybody likes: the consumer's
 * guards see to it that what was handled is not handled twice.
 */
@ApplicationScoped
class Replay {
  /** A consumer waits without end for what is away; a request does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Instance<TopicConsumer> consumers;
  private final DeadLetterTopic letters;
  private final Audit audit;
  private final Vertx vertx;

  Replay(Instance<TopicConsumer> consumers, DeadLetterTopic letters, Audit audit, Vertx vertx) {
    this.consumers = consumers;
    this.letters = letters;
    this.audit = audit;
    this.vertx = vertx;
  }

  /**
   * @param from the lowest offset wanted
   */
  Uni<Page<Replayed>> of(String topic, long from, int limit, Actor actor) {
    var consumer = consumer(topic);
    return record(topic, actor)
        .chain(() -> read(consumer.topic(), from, limit))
        .chain(page -> hand(page, consumer))
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> CommonProblem.UNAVAILABLE.because("Not all could be handled in time."));
  }

  private TopicConsumer consumer(String topic) {
    return consumers.stream()
        .filter(it -> it.topic().topicName().equals(topic))
        .findAny()
        .orElseThrow(() -> unknown(topic));
  }

  private RuntimeException unknown(String topic) {
    var known = consumers.stream().map(it -> it.topic().topicName()).sorted().toList();
    return CommonProblem.INVALID_REQUEST.because(
        "This service does not hear the topic %s.".formatted(topic),
        List.of(new FieldError("topic", "must be one of " + known)));
  }

  private Uni<Void> record(String topic, Actor actor) {
    var deed = Deed.of("dead-letters.replay", "topic", topic);
    return Panache.withTransaction(() -> audit.record(actor, deed));
  }

  private Uni<Page<DeadLetter>> read(Topic topic, long from, int limit) {
    return Uni.createFrom()
        .item(() -> letters.read(topic, from, limit))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(CallerContext.of(vertx));
  }

  private static Uni<Page<Replayed>> hand(Page<DeadLetter> page, TopicConsumer consumer) {
    return Multi.createFrom()
        .iterable(page.rows())
        .onItem()
        .transformToUniAndConcatenate(it -> hand(it, consumer))
        .collect()
        .asList()
        .map(rows -> new Page<>(rows, page.limit(), page.hasMore()));
  }

  private static Uni<Replayed> hand(DeadLetter letter, TopicConsumer consumer) {
    return consumer
        .on(letter.original())
        .map(ignored -> Replayed.handled(letter))
        .onFailure()
        .recoverWithItem(failure -> Replayed.failed(letter, failure));
  }
}
