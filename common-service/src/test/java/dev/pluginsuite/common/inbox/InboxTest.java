package dev.pluginsuite.common.inbox;

import static dev.pluginsuite.common.app.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.app.AppTest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class InboxTest {
  @Inject Inbox inbox;
  private final List<String> effects = new CopyOnWriteArrayList<>();

  @Test
  void a_command_delivered_again_has_no_second_effect_and_gets_its_answer_again() {
    var command = UUID.randomUUID();
    receive("app", command, "effect");

    receive("app", command, "effect");

    assertThat(effects).containsExactly("effect", "again");
  }

  @Test
  void each_consumer_remembers_for_itself() {
    var command = UUID.randomUUID();
    receive("app", command, "of one");

    receive("another", command, "of another");

    assertThat(effects).containsExactly("of one", "of another");
  }

  @Test
  void a_command_whose_effect_failed_is_new_when_it_comes_again() {
    var command = UUID.randomUUID();
    assertThatThrownBy(() -> receive("app", command, "")).hasMessage("failed");

    receive("app", command, "effect");

    assertThat(effects).containsExactly("effect");
  }

  private void receive(String consumer, UUID command, String effect) {
    call(
        () ->
            Panache.withTransaction(
                () -> inbox.once(consumer, command, () -> has(effect), () -> has("again"))));
  }

  private Uni<?> has(String effect) {
    if (effect.isEmpty()) {
      return Uni.createFrom().failure(new IllegalStateException("failed"));
    }
    return Uni.createFrom().item(effects.add(effect));
  }
}
