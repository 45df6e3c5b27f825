package dev.pluginsuite.common.outbox;

import dev.pluginsuite.common.trace.TraceContext;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record that is still to be sent. */
@Entity
@Table(name = "outbox_event")
class OutboxEvent {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long seq;

  @Column(name = "event_id")
  UUID eventId;

  String topic;
  String key;
  String type;
  String payload;

  @Column(name = "created_at")
  Instant createdAt;

  @Nullable String traceparent;
  @Nullable String tracestate;

  @SuppressWarnings("NullAway.Init")
  protected OutboxEvent() {}

  OutboxEvent(
      UUID eventId,
      String topic,
      String key,
      String type,
      String payload,
      Instant createdAt,
      TraceContext trace) {
    this.eventId = eventId;
    this.topic = topic;
    this.key = key;
    this.type = type;
    this.payload = payload;
    this.createdAt = createdAt;
    this.traceparent = trace.traceparent();
    this.tracestate = trace.tracestate();
  }
}
