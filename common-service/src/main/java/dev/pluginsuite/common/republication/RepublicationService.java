package dev.pluginsuite.common.republication;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/**
 * Says the current rows of a topic again, revisions unchanged: who has them ignores them, a topic
 * or a projection that lost them has them back.
 */
@ApplicationScoped
class RepublicationService {
  /** Everybody who changes something waits behind this lock; better that this one gives up. */
  private static final String PATIENCE = "set local lock_timeout = '5s'";

  /**
   * Waits for changes that are not committed yet and holds up new ones, so that no state said again
   * can come after a newer one: it would be the last of its key on a compacted topic.
   */
  private static final String NO_CHANGES = "lock table outbox_event in share row exclusive mode";

  private final Instance<StatePublisher> publishers;
  private final Outbox outbox;
  private final Audit audit;

  RepublicationService(Instance<StatePublisher> publishers, Outbox outbox, Audit audit) {
    this.publishers = publishers;
    this.outbox = outbox;
    this.audit = audit;
  }

  @WithTransaction
  Uni<Page<CurrentState>> republish(String topic, PageRequest page, Actor actor) {
    var publisher = publisher(topic);
    return execute(PATIENCE)
        .chain(() -> execute(NO_CHANGES))
        .chain(() -> publisher.current(page))
        .call(it -> sayAgain(it.rows()))
        .call(() -> audit.record(actor, Deed.of("topic.republish", "topic", topic)));
  }

  private StatePublisher publisher(String topic) {
    return publishers.stream()
        .filter(it -> it.topic().equals(topic))
        .findAny()
        .orElseThrow(() -> unknown(topic));
  }

  private RuntimeException unknown(String topic) {
    var known = publishers.stream().map(StatePublisher::topic).sorted().toList();
    return CommonProblem.INVALID_REQUEST.because(
        "This service does not say the state topic %s.".formatted(topic),
        List.of(new FieldError("topic", "must be one of " + known)));
  }

  private Uni<Void> sayAgain(List<CurrentState> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            it -> outbox.state(it.topic(), it.key(), "republished", it.revision(), it.state()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Integer> execute(String sql) {
    return Panache.getSession().chain(session -> session.createNativeQuery(sql).executeUpdate());
  }
}
