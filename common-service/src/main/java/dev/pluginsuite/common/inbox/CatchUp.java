package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.waiting.Settled;
import dev.pluginsuite.common.waiting.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps a refusal from being an accident of timing: what is refused because of a projection is
 * looked at again after the projection has reached its topics' ends as of the request. Only then
 * the refusal stands. It is looked at again even if nothing is missing: what was missing may have
 * come in after the use case looked.
 */
@ApplicationScoped
public class CatchUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class);

  /** All who wait ask together: a place is topic, partition and offset. */
  private static final Settled<String> CONSUMED =
      new Settled<>(
          "consumed",
          """
          select place as id from unnest($1::varchar[]) as place
          where exists (
            select 1 from consumed_offset
            where topic = split_part(place, ' ', 1)
              and partition = split_part(place, ' ', 2)::integer
              and consumed >= split_part(place, ' ', 3)::bigint)""",
          String.class,
          Duration.ofMillis(10));

  private final Progress progress;
  private final TopicEnds ends;
  private final Waiting waiting;
  private final Vertx vertx;
  private final Duration patience;

  CatchUp(
      Progress progress,
      TopicEnds ends,
      Waiting waiting,
      Vertx vertx,
      @ConfigProperty(name = "suite.catch-up.patience", defaultValue = "PT2S") Duration patience) {
    this.progress = progress;
    this.ends = ends;
    this.waiting = waiting;
    this.vertx = vertx;
    this.patience = patience;
  }

  /**
   * @param attempt a use case in its own transaction; refused, it is tried once more, unless the
   *     refusal is settled
   */
  public <T> Uni<T> on(List<Topic> topics, Supplier<Uni<T>> attempt) {
    var here = CallerContext.of(vertx);
    return Uni.createFrom()
        .deferred(attempt::get)
        .onFailure(it -> it instanceof Problem refusal && !refusal.isSettled())
        .recoverWithUni(() -> reach(topics).emitOn(here).chain(attempt::get));
  }

  /** Whether all that is on the topic by now has been applied. Fails while Kafka is away. */
  public Uni<Boolean> isAtEnd(Topic topic) {
    var here = CallerContext.of(vertx);
    return missing(topic.topicName()).map(Map::isEmpty).emitOn(here);
  }

  /** Never fails: without Kafka or the database the second attempt tells what there is to tell. */
  private Uni<Void> reach(List<Topic> topics) {
    var all = Uni.createFrom().voidItem();
    for (var topic : topics) {
      all = all.chain(() -> reach(topic.topicName()));
    }
    return all.ifNoItem()
        .after(patience)
        .recoverWithUni(Uni.createFrom().voidItem())
        .onFailure()
        .invoke(failure -> LOG.warnf("Cannot catch up: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> reach(String topic) {
    return missing(topic).chain(missing -> reached(topic, missing));
  }

  /** Partition to the offset that has still to be consumed. */
  private Uni<Map<Integer, Long>> missing(String topic) {
    return progress.of(topic).chain(consumed -> ends.missing(topic, consumed));
  }

  private Uni<Void> reached(String topic, Map<Integer, Long> missing) {
    if (missing.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var places =
        missing.entrySet().stream()
            .map(it -> "%s %d %d".formatted(topic, it.getKey(), it.getValue()))
            .map(it -> waiting.until(CONSUMED, it, patience))
            .toList();
    return Uni.join().all(places).andCollectFailures().replaceWithVoid();
  }
}
