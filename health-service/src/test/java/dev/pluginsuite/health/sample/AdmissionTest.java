package dev.pluginsuite.health.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.health.problem.HealthProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Admission admission = new Admission(new Two());
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void more_than_fit_are_refused_and_none_of_their_work_is_begun() {
    begin(new CompletableFuture<>());
    begin(new CompletableFuture<>());

    assertThatThrownBy(this::next)
        .isInstanceOfSatisfying(
            Problem.class,
            refusal -> assertThat(refusal.type()).isEqualTo(HealthProblem.TOO_MANY_BATCHES));

    assertThat(begun).hasValue(2);
  }

  @Test
  void a_place_is_free_again_after_success_failure_and_departure() {
    var done = new CompletableFuture<String>();
    var broken = new CompletableFuture<String>();
    begin(done);
    begin(broken);
    done.complete("done");
    broken.completeExceptionally(new IllegalStateException("broken"));
    begin(new CompletableFuture<>()).cancel();
    begin(new CompletableFuture<>()).cancel();

    assertThat(next()).isEqualTo("next");
    assertThat(next()).isEqualTo("next");
  }

  private Cancellable begin(CompletableFuture<String> work) {
    return admission.of(() -> counted(work)).subscribe().with(it -> {}, failure -> {});
  }

  private Uni<String> counted(CompletableFuture<String> work) {
    begun.incrementAndGet();
    return Uni.createFrom().completionStage(work);
  }

  private String next() {
    return admission.of(() -> Uni.createFrom().item("next")).await().atMost(SECOND);
  }

  private record Two() implements AdmissionConfig {
    @Override
    public int most() {
      return 2;
    }

    @Override
    public Duration retryAfter() {
      return SECOND;
    }
  }
}
