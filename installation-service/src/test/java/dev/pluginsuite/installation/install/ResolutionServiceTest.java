package dev.pluginsuite.installation.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.InstallationProblem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On contexts such as every request has one of its own. */
class ResolutionServiceTest {
  private final Vertx vertx = Vertx.vertx();
  private final ResolutionService resolutions = new ResolutionService(vertx);

  /** Where something ran. */
  private record Place(@Nullable Context context, boolean isEventLoop) {
    static Place here() {
      return new Place(Vertx.currentContext(), Context.isOnEventLoopThread());
    }
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Context request() {
    return ((ContextInternal) vertx.getOrCreateContext()).duplicate();
  }

  @Test
  void a_thought_is_thought_elsewhere_and_its_answer_comes_back_to_who_asked() throws Exception {
    var request = request();
    var thought = new CompletableFuture<Place>();
    var answered = new CompletableFuture<Place>();

    request.runOnContext(
        any ->
            resolutions
                .beside(() -> thought.complete(Place.here()))
                .subscribe()
                .with(it -> answered.complete(Place.here())));

    assertThat(thought.get(10, TimeUnit.SECONDS).isEventLoop()).isFalse();
    assertThat(answered.get(10, TimeUnit.SECONDS)).isEqualTo(new Place(request, true));
  }

  @Test
  void a_refusal_comes_back_as_it_is() throws Exception {
    var refused = new CompletableFuture<Throwable>();
    var refusal = InstallationProblem.INCOMPATIBLE.because("No.");

    request()
        .runOnContext(
            any ->
                resolutions
                    .beside(
                        () -> {
                          throw refusal;
                        })
                    .subscribe()
                    .with(it -> {}, refused::complete));

    assertThat(refused.get(10, TimeUnit.SECONDS)).isSameAs(refusal);
  }

  @Test
  void a_long_thought_holds_up_nobody_who_shares_the_event_loop() throws Exception {
    var request = request();
    var goOn = new CompletableFuture<Void>();
    var answered = new CompletableFuture<Boolean>();

    request.runOnContext(
        any -> resolutions.beside(goOn::get).subscribe().with(it -> answered.complete(true)));
    ((ContextInternal) request).unwrap().runOnContext(any -> goOn.complete(null));

    assertThat(answered.get(10, TimeUnit.SECONDS)).isTrue();
  }
}
