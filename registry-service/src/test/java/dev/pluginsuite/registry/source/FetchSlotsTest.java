package dev.pluginsuite.registry.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchSlotsTest {
  private final FetchSlots slots = new FetchSlots(new Limits(3, 2));
  private final CompletableFuture<String> slow = new CompletableFuture<>();

  private final List<Throwable> refusals = new ArrayList<>();

  @AfterEach
  void whoever_was_to_begin_did() {
    assertThat(refusals).isEmpty();
  }

  @Test
  void one_person_has_only_so_many_at_once() {
    begin("dana");
    begin("dana");

    refused("dana");
    begin("erin");
  }

  @Test
  void all_together_have_only_so_many_at_once() {
    begin("dana");
    begin("erin");
    begin("finn");

    refused("gail");
  }

  @Test
  void a_slot_is_free_again_however_a_fetch_ends() {
    var cancelled = begin("dana");
    var broken = slots.hold("dana", () -> Uni.createFrom().completionStage(slow));
    var answer = broken.subscribeAsCompletionStage();
    refused("dana");

    cancelled.cancel();
    slow.completeExceptionally(new IllegalStateException("broken off"));

    assertThat(answer).isCompletedExceptionally();
    begin("dana");
    begin("dana");
    refused("dana");
  }

  @Test
  void a_fetch_that_does_not_even_begin_keeps_no_slot() {
    for (int i = 0; i < 3; i++) {
      var answer =
          slots
              .hold(
                  "dana",
                  () -> {
                    throw new IllegalStateException("no such account");
                  })
              .subscribeAsCompletionStage();
      assertThatThrownBy(answer::join).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    begin("dana");
    begin("dana");
    refused("dana");
  }

  /** A fetch that never ends by itself. */
  private Cancellable begin(String principal) {
    return fetch(principal).subscribe().with(item -> {}, refusals::add);
  }

  private Uni<String> fetch(String principal) {
    return slots.hold(principal, () -> Uni.createFrom().nothing());
  }

  private void refused(String principal) {
    assertThatThrownBy(() -> fetch(principal).subscribeAsCompletionStage().join())
        .cause()
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.type()).isEqualTo(RegistryProblem.TOO_MANY_FETCHES));
  }

  private record Limits(int fetches, int fetchesOfOne) implements SourceConfig {
    @Override
    public Optional<Set<String>> allowedHosts() {
      return Optional.empty();
    }

    @Override
    public Duration fetchDeadline() {
      return Duration.ofSeconds(1);
    }
  }
}
