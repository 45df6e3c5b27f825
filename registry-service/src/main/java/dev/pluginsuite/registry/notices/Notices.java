package dev.pluginsuite.registry.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.common.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes notices down in the caller's transaction: they are sent if, and only if, the change they
 * tell of is committed.
 */
@ApplicationScoped
public class Notices {
  private static final String TEST = "subscription.test";

  private final ObjectMapper json;
  private final Clock clock;

  Notices(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /**
   * Notices about a subject are told in the order in which they were raised, because whoever raises
   * one has changed the subject's row in the same transaction.
   *
   * @param subjectId of the subject, such as a package's
   * @param data what happened, for the receivers; written as JSON
   */
  public Uni<Void> raise(NoticeType type, Object subjectId, NoticeScope scope, Object data) {
    return add(type.wireName(), subjectId.toString(), scope, data, it -> {}).replaceWithVoid();
  }

  /** One that no subscription asked for: whoever calls sends it to the one that it is to try. */
  public Uni<Raised> raiseTest(UUID subscriptionId) {
    var data = Map.of("subscriptionId", subscriptionId);
    return add(
        TEST,
        subscriptionId.toString(),
        NoticeScope.NOBODY,
        data,
        it -> it.fannedOutAt = it.raisedAt);
  }

  private Uni<Raised> add(
      String type, String subject, NoticeScope scope, Object data, Consumer<Notice> finish) {
    var id = Ids.next();
    var now = clock.instant();
    var body = write(new CloudEvent(id, type, subject, now, data));
    var notice = new Notice(id, type, subject, scope, body, now);
    finish.accept(notice);
    return Panache.getSession()
        .chain(session -> session.persist(notice))
        .replaceWith(Raised.of(notice));
  }

  private String write(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a notice", e);
    }
  }
}
