package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;

/**
 * Has a projection take each state again, whatever revision it has, while it goes on answering:
 * revisions are negated, so that what its owner says is newer, and abs() says what was heard.
 */
@ApplicationScoped
class RebuildService {
  /** Its consumer may hold a row; better that this one gives up. */
  private static final String PATIENCE = "set local lock_timeout = '5s'";

  private static final String OUTDATE = "update %s set revision = -revision where revision > 0";

  private final Instance<TopicConsumer> consumers;
  private final Audit audit;

  RebuildService(Instance<TopicConsumer> consumers, Audit audit) {
    this.consumers = consumers;
    this.audit = audit;
  }

  /** How many rows wait for their state. */
  @WithTransaction
  Uni<Integer> rebuild(String topic, Actor actor) {
    var table = projection(topic);
    return execute(PATIENCE)
        .chain(() -> execute(OUTDATE.formatted(table)))
        .call(() -> audit.record(actor, Deed.of("projection.rebuild", "topic", topic)));
  }

  private String projection(String topic) {
    return consumers.stream()
        .filter(it -> it.topic().topicName().equals(topic))
        .map(TopicConsumer::projection)
        .flatMap(Optional::stream)
        .findAny()
        .orElseThrow(() -> unknown(topic));
  }

  private RuntimeException unknown(String topic) {
    var known =
        consumers.stream()
            .filter(it -> it.projection().isPresent())
            .map(it -> it.topic().topicName())
            .sorted()
            .toList();
    return CommonProblem.INVALID_REQUEST.because(
        "This service keeps no projection of the topic %s.".formatted(topic),
        List.of(new FieldError("topic", "must be one of " + known)));
  }

  private static Uni<Integer> execute(String sql) {
    return Panache.getSession().chain(session -> session.createNativeQuery(sql).executeUpdate());
  }
}
