package dev.pluginsuite.common.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.common.trace.TraceContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Records events in the caller's transaction: they are published if, and only if, the change is
 * committed (transactional outbox).
 */
@ApplicationScoped
public class Outbox {
  private final ObjectMapper json;
  private final Clock clock;

  Outbox(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /** A fact about a subject, with the subject's whole state after it. */
  public Uni<Void> state(String topic, Object key, String type, long revision, Object state) {
    var event = new StateEvent<>(Ids.next(), type, revision, clock.instant(), state);
    return append(event.eventId(), topic, key, type, event);
  }

  /** A command or an outcome. */
  public Uni<Void> message(String topic, Object key, String type, UUID id, Object message) {
    return append(id, topic, key, type, message);
  }

  private Uni<Void> append(UUID id, String topic, Object key, String type, Object body) {
    var row =
        new OutboxEvent(
            id, topic, key.toString(), type, write(body), clock.instant(), TraceContext.current());
    return Panache.getSession().chain(session -> session.persist(row));
  }

  private String write(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write an event", e);
    }
  }
}
