package dev.pluginsuite.health.sample;

import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Gives a sample without a time of its own the time of its first receipt. The time is what makes it
 * the same sample, so nothing else has to be remembered of the request.
 */
@ApplicationScoped
class ReceiptService {
  private final Idempotency idempotency;

  ReceiptService(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  @WithTransaction
  Uni<Instant> timeOf(IdempotentRequest request, Instant now) {
    return idempotency.onceNamed(
        request,
        () -> Uni.createFrom().item(now),
        Instant::toString,
        first -> Uni.createFrom().item(Instant.parse(first)));
  }
}
