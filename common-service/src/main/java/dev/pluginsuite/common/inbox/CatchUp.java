package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.problem.Problem;
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
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Progress progress;
  private final TopicEnds ends;
  private final Vertx vertx;
  private final Duration patience;

  CatchUp(
      Progress progress,
      TopicEnds ends,
      Vertx vertx,
      @ConfigProperty(name = "suite.catch-up.patience", defaultValue = "PT2S") Duration patience) {
    this.progress = progress;
    this.ends = ends;
    this.vertx = vertx;
    this.patience = patience;
  }

  /**
   * @param attempt a use case in its own transaction; refused, it is tried once more
   */
  public <T> Uni<T> on(List<Topic> topics, Supplier<Uni<T>> attempt) {
    var here = CallerContext.of(vertx);
    return Uni.createFrom()
        .deferred(attempt::get)
        .onFailure(Problem.class)
        .recoverWithUni(() -> reach(topics).emitOn(here).chain(attempt::get));
  }

  /** Whether all that is on the topic by now has been applied. Fails while Kafka is away. */
  public Uni<Boolean> isAtEnd(Topic topic) {
    var here = CallerContext.of(vertx);
    return progress
        .of(topic.topicName())
        .chain(consumed -> ends.missing(topic.topicName(), consumed))
        .map(Map::isEmpty)
        .emitOn(here);
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
    return progress
        .of(topic)
        .chain(consumed -> ends.missing(topic, consumed))
        .chain(
            missing -> missing.isEmpty() ? Uni.createFrom().voidItem() : reached(topic, missing));
  }

  private Uni<Void> reached(String topic, Map<Integer, Long> missing) {
    return progress
        .of(topic)
        .chain(
            consumed ->
                missing.entrySet().stream()
                        .allMatch(it -> consumed.getOrDefault(it.getKey(), -1L) >= it.getValue())
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(PAUSE)
                        .chain(() -> reached(topic, missing)));
  }
}
