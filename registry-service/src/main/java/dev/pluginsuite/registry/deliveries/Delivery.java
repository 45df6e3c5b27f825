package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.registry.channels.Outcome;
import dev.pluginsuite.registry.notices.Raised;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One notice on its way to one subscriber, and the record of its latest try. */
@Entity
@Table(name = "notice_deliveries")
class Delivery {
  @Id UUID id;

  @Column(name = "subscription_id")
  UUID subscriptionId;

  @Column(name = "notice_id")
  UUID noticeId;

  String type;

  @Column(name = "subject_id")
  String subjectId;

  boolean probe;

  @Enumerated(EnumType.STRING)
  DeliveryStatus status = DeliveryStatus.PENDING;

  int attempts;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "attempted_at")
  @Nullable Instant attemptedAt;

  @Column(name = "delivered_at")
  @Nullable Instant deliveredAt;

  @Column(name = "response_code")
  @Nullable Integer responseCode;

  @Column(name = "latency_millis")
  @Nullable Long latencyMillis;

  @Nullable String error;

  @Column(name = "response_excerpt")
  @Nullable String responseExcerpt;

  @SuppressWarnings("NullAway.Init")
  protected Delivery() {}

  /**
   * @param probe whether it is its owner's test: sent whatever the subscription's status, and once
   */
  Delivery(UUID id, UUID subscriptionId, Raised notice, boolean probe, Instant now) {
    this.id = id;
    this.subscriptionId = subscriptionId;
    this.noticeId = notice.id();
    this.type = notice.type();
    this.subjectId = notice.subjectId();
    this.probe = probe;
    this.dueAt = now;
    this.createdAt = now;
  }

  /** Counted before it is sent: whoever dies over it has tried it. */
  void begin(Instant now) {
    attempts++;
    attemptedAt = now;
  }

  void delivered(Outcome outcome, Duration latency, Instant now) {
    record(outcome, latency);
    status = DeliveryStatus.DELIVERED;
    deliveredAt = now;
  }

  void failed(Outcome outcome, Duration latency, Instant again) {
    record(outcome, latency);
    dueAt = again;
  }

  void givenUp(Outcome outcome, Duration latency) {
    record(outcome, latency);
    status = DeliveryStatus.DEAD;
  }

  private void record(Outcome outcome, Duration latency) {
    responseCode = outcome.responseCode();
    latencyMillis = latency.toMillis();
    error = outcome.error();
    responseExcerpt = outcome.excerpt();
  }

  /** From the beginning, under the same id; one that is on its way is only hurried. */
  void redeliver(Instant now) {
    if (status != DeliveryStatus.PENDING) {
      status = DeliveryStatus.PENDING;
      attempts = 0;
      deliveredAt = null;
    }
    dueAt = now;
  }
}
