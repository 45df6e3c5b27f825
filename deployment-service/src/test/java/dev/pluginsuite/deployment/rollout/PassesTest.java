package dev.pluginsuite.deployment.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PassesTest {
  private final Passes passes = new Passes();
  private final AtomicInteger steps = new AtomicInteger();

  @Test
  void a_pass_steps_as_long_as_there_is_something_to_do() {
    passes.untilDone("step", () -> done(steps.incrementAndGet() < 3)).await().indefinitely();

    assertThat(steps).hasValue(3);
  }

  @Test
  void a_step_that_fails_ends_its_pass_alone() {
    passes.untilDone("fail", () -> failing()).await().indefinitely();
    passes.untilDone("step", () -> done(steps.incrementAndGet() < 2)).await().indefinitely();
    stop();

    assertThat(steps).hasValue(2);
  }

  @Test
  void a_stop_waits_for_the_step_in_hand_and_lets_no_other_begin() {
    var inHand = new AtomicReference<Consumer<Boolean>>();
    var pass = passes.untilDone("step", () -> step(inHand)).subscribeAsCompletionStage();

    var stop = CompletableFuture.runAsync(this::stop);
    await().during(Duration.ofMillis(300)).until(() -> !stop.isDone());
    requireNonNull(inHand.get()).accept(true);

    await().until(() -> stop.isDone() && pass.isDone());
    passes.untilDone("step", () -> step(inHand)).await().indefinitely();
    assertThat(steps).hasValue(1);
  }

  private Uni<Boolean> step(AtomicReference<Consumer<Boolean>> inHand) {
    steps.incrementAndGet();
    return Uni.createFrom().<Boolean>emitter(it -> inHand.set(it::complete));
  }

  private static Uni<Boolean> done(boolean more) {
    return Uni.createFrom().item(more);
  }

  private static Uni<Boolean> failing() {
    return Uni.createFrom().failure(new IllegalStateException("on purpose"));
  }

  private void stop() {
    try {
      passes.stop(new ShutdownEvent());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
