package dev.pluginsuite.common.outbox;

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

  @SuppressWarnings("NullAway.Init")
  protected OutboxEvent() {}

  OutboxEvent(
      UUID eventId, String topic, String key, String type, String payload, Instant createdAt) {
    this.eventId = eventId;
    this.topic = topic;
    this.key = key;
    this.type = type;
    this.payload = payload;
    this.createdAt = createdAt;
  }
}
