package dev.pluginsuite.common.idempotency;

import static dev.pluginsuite.common.app.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.NoteService;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class IdempotencyTest {
  @Inject NoteService notes;

  @Test
  @Tag("REST-41")
  void fifty_equal_requests_at_once_have_one_effect() {
    var request = request(UUID.randomUUID().toString(), "body");
    var text = UUID.randomUUID().toString();
    var threads = Executors.newFixedThreadPool(50);

    var answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> call(() -> notes.writeOnce(request, text, false)), threads))
            .toList();

    var ids = new HashSet<UUID>();
    answers.forEach(it -> ids.add(it.join()));
    assertThat(ids).hasSize(1);
    assertThat(count(text)).isEqualTo("1");
    threads.shutdown();
  }

  @Test
  @Tag("REST-41")
  void another_body_under_the_same_key_is_refused() {
    var key = UUID.randomUUID().toString();
    call(() -> notes.writeOnce(request(key, "body"), "one", false));

    assertThatThrownBy(() -> call(() -> notes.writeOnce(request(key, "other"), "two", false)))
        .isInstanceOfSatisfying(
            Problem.class,
            it -> assertThat(it.type()).isEqualTo(CommonProblem.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void after_a_rollback_nothing_is_remembered() {
    var request = request(UUID.randomUUID().toString(), "body");
    var text = UUID.randomUUID().toString();
    assertThatThrownBy(() -> call(() -> notes.writeOnce(request, text, true)))
        .isInstanceOf(Problem.class);

    call(() -> notes.writeOnce(request, text, false));

    assertThat(count(text)).isEqualTo("1");
  }

  @Test
  void without_a_key_every_request_is_a_new_one() {
    var text = UUID.randomUUID().toString();
    call(() -> notes.writeOnce(request(null, "body"), text, false));

    call(() -> notes.writeOnce(request(null, "body"), text, false));

    assertThat(count(text)).isEqualTo("2");
  }

  @Test
  void each_principal_and_each_path_has_its_own_keys() {
    var key = UUID.randomUUID().toString();
    var text = UUID.randomUUID().toString();
    call(() -> notes.writeOnce(request(key, "body"), text, false));

    var mine = new IdempotentRequest("somebody else", "POST", "/notes", key, "body");
    var there = new IdempotentRequest("somebody", "POST", "/notes/x/retry", key, "body");
    call(() -> notes.writeOnce(mine, text, false));
    call(() -> notes.writeOnce(there, text, false));

    assertThat(count(text)).isEqualTo("3");
  }

  private static IdempotentRequest request(@Nullable String key, String bodyHash) {
    return new IdempotentRequest("somebody", "POST", "/notes", key, bodyHash);
  }

  private static String count(String text) {
    try (var database = Database.replica()) {
      return database.one("select count(*) from notes where text = ?", text);
    }
  }
}
