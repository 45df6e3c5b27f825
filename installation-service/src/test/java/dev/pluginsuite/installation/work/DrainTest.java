package dev.pluginsuite.installation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.installation.testing.InstallationTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class DrainTest {
  private static final int LANES = 4;

  @Test
  void lanes_work_side_by_side_each_in_a_context_of_its_own() throws Throwable {
    var contexts = ConcurrentHashMap.<Context>newKeySet();
    var all = new CompletableFuture<Boolean>();
    var drain = new Drain("test", LANES, () -> meet(contexts, all));

    var caller = VertxContextSupport.subscribeAndAwait(() -> wake(drain));

    await().until(() -> contexts.size() == LANES);
    assertThat(contexts).doesNotContain(caller);
  }

  /** As somebody who is in the middle of a transaction. */
  private static Uni<Context> wake(Drain drain) {
    drain.wake();
    return Uni.createFrom().item(Vertx.currentContext());
  }

  /** Ends when as many are there as there are lanes. */
  private static Uni<Boolean> meet(Set<Context> contexts, CompletableFuture<Boolean> all) {
    contexts.add(Vertx.currentContext());
    if (contexts.size() == LANES) {
      all.complete(false);
    }
    return Uni.createFrom().completionStage(all);
  }

  @Test
  void a_lane_goes_on_until_nothing_is_left_and_can_be_woken_again() {
    var left = new AtomicInteger(5);
    var drain =
        new Drain("test", () -> Uni.createFrom().item(() -> left.getAndUpdate(it -> it - 1) > 0));

    drain.wake();
    await().until(() -> left.get() < 0);
    left.set(3);
    drain.wake();

    await().until(() -> left.get() < 0);
  }

  @Test
  void one_that_fails_can_be_woken_again() {
    var tries = new AtomicInteger();
    var drain =
        new Drain(
            "test",
            () -> {
              tries.incrementAndGet();
              throw new IllegalStateException("not yet");
            });

    drain.wake();
    await().until(() -> tries.get() == 1);

    await()
        .until(
            () -> {
              drain.wake();
              return tries.get() > 1;
            });
  }
}
