package dev.pluginsuite.common.inbox;

import static dev.pluginsuite.common.app.Calls.call;
import static dev.pluginsuite.common.app.ReportTopic.known;
import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.app.ReportTopic.say;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.Faults;
import dev.pluginsuite.common.app.ReportTopic;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.waiting.Waiting;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@AppTest
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class CatchUpTest {
  private static final List<Topic> REPORTS = List.of(Topic.REPORTS);

  @Faults Consumer<String> faults;
  @Inject CatchUp catchUp;
  @Inject Progress progress;
  @Inject TopicEnds ends;
  @Inject Waiting waiting;
  @Inject Vertx vertx;
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void a_refusal_for_lag_is_looked_at_again_and_passes() {
    var key = newKey();
    try (var other = Database.replica()) {
      other.begin();
      other.execute("lock table known_reports in exclusive mode");
      say(key, 1, "PASSED");
      var answer = CompletableFuture.supplyAsync(() -> call(() -> attempt(catchUp, key)));
      await().atMost(60, SECONDS).until(() -> attempts.get() == 1);

      other.commit();

      assertThat(answer.join()).isEqualTo("1 PASSED 1");
    }
  }

  @Test
  void what_arrives_between_the_refusal_and_the_look_is_not_missed() {
    var key = newKey();

    var answer =
        call(
            () ->
                catchUp.on(
                    REPORTS,
                    () ->
                        lookUp(key)
                            .onFailure()
                            .call(
                                () ->
                                    onWorker(
                                        () -> {
                                          say(key, 1, "PASSED");
                                          ReportTopic.awaitProgress();
                                          return "";
                                        }))));

    assertThat(answer).isEqualTo("1 PASSED 1");
  }

  /**
   * Though the marks of transactions take the last offsets; the patience would outlast the test.
   */
  @Test
  void a_true_refusal_stands_at_once_where_nothing_is_missing() {
    var key = newKey();
    ReportTopic.sayInTransaction(key, "{no json");
    ReportTopic.awaitProgress();
    var patient = new CatchUp(progress, ends, waiting, vertx, Duration.ofHours(1));

    assertThatThrownBy(() -> call(() -> attempt(patient, "nobody"))).isInstanceOf(Problem.class);
  }

  @Test
  void without_kafka_a_refusal_stands_after_the_patience() {
    var impatient = new CatchUp(progress, ends, waiting, vertx, Duration.ofMillis(300));
    faults.accept("stop KAFKA");
    try {
      assertThatThrownBy(() -> call(() -> attempt(impatient, "nobody")))
          .isInstanceOf(Problem.class);
    } finally {
      faults.accept("start KAFKA");
    }
  }

  @Test
  void what_is_no_refusal_is_not_tried_again() {
    assertTriedOnce(new IllegalStateException("bug"));
  }

  @Test
  void a_refusal_that_nothing_could_change_is_not_tried_again() {
    assertTriedOnce(CommonProblem.INVALID_REQUEST.because("Never.").settled());
  }

  private void assertTriedOnce(RuntimeException failure) {
    assertThatThrownBy(
            () ->
                call(
                    () ->
                        catchUp.on(
                            REPORTS,
                            () -> {
                              attempts.incrementAndGet();
                              return Uni.createFrom().failure(failure);
                            })))
        .isSameAs(failure);

    assertThat(attempts).hasValue(1);
  }

  private Uni<String> attempt(CatchUp through, String key) {
    return through.on(REPORTS, () -> lookUp(key));
  }

  private Uni<String> lookUp(String key) {
    return onWorker(
        () -> {
          var row = known(key);
          attempts.incrementAndGet();
          if (row.isEmpty()) {
            throw CommonProblem.NOT_FOUND.because("No report about %s.".formatted(key));
          }
          return row;
        });
  }

  private static Uni<String> onWorker(Supplier<String> task) {
    return Uni.createFrom().item(task).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
