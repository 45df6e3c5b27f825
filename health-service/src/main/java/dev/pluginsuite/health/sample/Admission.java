package dev.pluginsuite.health.sample;

import static dev.pluginsuite.health.problem.HealthProblem.TOO_MANY_BATCHES;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets so many writers in and asks the others to come again: a queue without bound would end in
 * lost memory instead of late samples.
 */
@ApplicationScoped
class Admission {
  private final AdmissionConfig config;
  private final Semaphore free;

  Admission(AdmissionConfig config) {
    this.config = config;
    this.free = new Semaphore(config.most());
  }

  /** The work, or a refusal without any of it. */
  <T> Uni<T> of(Supplier<Uni<T>> work) {
    return Uni.createFrom().deferred(() -> free.tryAcquire() ? admitted(work) : refused());
  }

  private <T> Uni<T> admitted(Supplier<Uni<T>> work) {
    return Uni.createFrom().deferred(() -> work.get()).onTermination().invoke(() -> free.release());
  }

  private <T> Uni<T> refused() {
    return Uni.createFrom()
        .failure(
            TOO_MANY_BATCHES
                .because(
                    "%d batches are being recorded already; nothing of this one was. Send it again."
                        .formatted(config.most()))
                .limitedTo(config.most(), config.retryAfter()));
  }
}
