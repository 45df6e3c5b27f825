package dev.pluginsuite.common.waiting;

import static dev.pluginsuite.common.app.Calls.call;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@AppTest
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class WaitingTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Beyond the time of this class. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Settled<UUID> DONE =
      new Settled<>(
          "notes", "select id from notes where id = any($1) and text = 'done'", UUID.class);

  @Inject Waiting waiting;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @Test
  @Tag("REST-44")
  void another_replica_may_bring_the_outcome() {
    var note = note("open");
    var answer = CompletableFuture.supplyAsync(() -> call(() -> waiting.until(DONE, note, LONG)));

    settle(note);

    assertThat(answer.join()).isTrue();
  }

  @Test
  void what_does_not_settle_in_time_is_told_so() {
    var note = note("open");

    assertThat(call(() -> waiting.until(DONE, note, SHORT))).isFalse();
  }

  @Test
  void who_waits_where_the_service_stops_is_let_go() {
    var note = note("open");
    var stopping = new Waiting(pool, vertx);
    var before =
        CompletableFuture.supplyAsync(() -> call(() -> stopping.until(DONE, note, LONGEST)));

    stopping.leave(new ShutdownDelayInitiatedEvent());

    assertThat(before.join()).isFalse();
    assertThat(call(() -> stopping.until(DONE, note, LONGEST))).isFalse();
  }

  @Test
  void who_does_not_want_to_wait_does_not() {
    var note = note("done");

    assertThat(call(() -> waiting.until(DONE, note, Duration.ZERO))).isFalse();
  }

  @Test
  void many_wait_without_a_session_and_each_gets_its_own_answer() {
    var notes = IntStream.range(0, 50).mapToObj(i -> note("open")).toList();
    var pool = poolOfOne();
    var crowd = new Waiting(pool, vertx);
    var answers =
        notes.stream()
            .map(it -> Uni.createFrom().deferred(() -> crowd.until(DONE, it, LONG)))
            .map(Uni::subscribeAsCompletionStage)
            .toList();

    assertThat(call(() -> pool.query("select 1").execute()).rowCount()).isEqualTo(1);
    notes.forEach(WaitingTest::settle);

    assertThat(answers).allMatch(CompletableFuture::join);
    pool.closeAndAwait();
  }

  @Test
  void the_time_is_kept_even_if_no_connection_is_to_be_had() {
    var note = note("done");
    var pool = poolOfOne();
    var taken = pool.getConnectionAndAwait();

    assertThat(call(() -> new Waiting(pool, vertx).until(DONE, note, SHORT))).isFalse();

    taken.closeAndAwait();
    pool.closeAndAwait();
  }

  @Test
  void a_condition_that_cannot_be_asked_fails_nobody_else_and_keeps_the_time() {
    var broken = new Settled<>("broken", "select 'text' as id where $1 is not null", UUID.class);
    var alsoBroken = new Settled<>("nonsense", "no sql", UUID.class);
    var note = note("done");

    assertThat(call(() -> waiting.until(broken, note, SHORT))).isFalse();
    assertThat(call(() -> waiting.until(alsoBroken, note, SHORT))).isFalse();
    assertThat(call(() -> waiting.until(DONE, note, LONG))).isTrue();
  }

  @Test
  void the_caller_goes_on_where_it_came_from() throws Exception {
    var note = note("done");
    var context = vertx.getOrCreateContext();
    var back = new CompletableFuture<Boolean>();
    var busy = new CountDownLatch(1);

    context.runOnContext(
        ignored -> {
          waiting
              .until(DONE, note, LONG)
              .subscribe()
              .with(
                  settled ->
                      back.complete(Objects.equals(Vertx.currentContext(), context) && settled));
          busy.countDown();
        });

    assertThat(busy.await(60, SECONDS)).isTrue();
    assertThat(back.join()).isTrue();
  }

  private Pool poolOfOne() {
    return Pool.newInstance(
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(Database.url().substring("jdbc:".length()))
                    .setUser("registry")
                    .setPassword(password))
            .with(new PoolOptions().setMaxSize(1))
            .using(vertx)
            .build());
  }

  private static UUID note(String text) {
    var id = UUID.randomUUID();
    try (var database = Database.replica()) {
      database.execute("insert into notes values (?, 0, 1, ?)", id, text);
    }
    return id;
  }

  private static void settle(UUID note) {
    try (var replica = Database.replica()) {
      replica.execute("update notes set text = 'done' where id = ?", note);
    }
  }
}
