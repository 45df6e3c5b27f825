package dev.pluginsuite.registry.deliveries;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is answered.
 *
 * @param noticeId the CloudEvent's id and the header {@code webhook-id}: the same at every try
 * @param nextAttemptAt null when there is none
 * @param responseCode HTTP status of the latest answer
 * @param responseExcerpt the beginning of its body
 */
record DeliveryView(
    UUID id,
    UUID noticeId,
    String type,
    String subjectId,
    DeliveryStatus status,
    int attempts,
    Instant createdAt,
    @Nullable Instant attemptedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer responseCode,
    @Nullable Long latencyMillis,
    @Nullable String error,
    @Nullable String responseExcerpt) {

  static DeliveryView of(Delivery it) {
    return new DeliveryView(
        it.id,
        it.noticeId,
        it.type,
        it.subjectId,
        it.status,
        it.attempts,
        it.createdAt,
        it.attemptedAt,
        it.deliveredAt,
        it.status == DeliveryStatus.PENDING ? it.dueAt : null,
        it.responseCode,
        it.latencyMillis,
        it.error,
        it.responseExcerpt);
  }
}
