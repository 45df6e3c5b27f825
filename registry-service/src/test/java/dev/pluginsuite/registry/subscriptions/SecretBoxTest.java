package dev.pluginsuite.registry.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final UUID ROW = UUID.randomUUID();
  private static final String OLD = key(1);
  private static final String NEW = key(2);

  private static String key(int filling) {
    var bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) filling);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void what_was_put_in_comes_out_and_cannot_be_seen() {
    var box = new SecretBox(List.of(OLD));

    var sealed = box.sealed("whsec_x", ROW);

    assertThat(sealed).doesNotContain("whsec_x").isNotEqualTo(box.sealed("whsec_x", ROW));
    assertThat(box.opened(sealed, ROW)).isEqualTo("whsec_x");
  }

  @Test
  void a_secret_moved_to_another_row_or_changed_is_not_opened() {
    var box = new SecretBox(List.of(OLD));
    var sealed = box.sealed("whsec_x", ROW);
    var changed =
        sealed.substring(0, 20) + (sealed.charAt(20) == 'A' ? 'B' : 'A') + sealed.substring(21);

    assertThatThrownBy(() -> box.opened(sealed, UUID.randomUUID()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> box.opened(changed, ROW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void after_a_change_of_keys_the_old_one_still_opens_and_the_new_one_seals() {
    var before = new SecretBox(List.of(OLD)).sealed("whsec_x", ROW);
    var box = new SecretBox(List.of(NEW, OLD));

    var after = box.sealed("whsec_y", ROW);

    assertThat(box.opened(before, ROW)).isEqualTo("whsec_x");
    assertThat(new SecretBox(List.of(NEW)).opened(after, ROW)).isEqualTo("whsec_y");
    assertThatThrownBy(() -> new SecretBox(List.of(NEW)).opened(before, ROW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void without_a_key_there_are_no_webhooks() {
    assertThatThrownBy(() -> new SecretBox(List.of()).sealed("whsec_x", ROW))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("suite.notices.key-file");
  }

  @Test
  void a_key_of_another_length_is_refused_at_the_start() {
    assertThatThrownBy(() -> new SecretBox(List.of("AAAA")))
        .isInstanceOf(IllegalStateException.class);
  }
}
