package dev.pluginsuite.registry.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.secrecy.SealingKeys;
import dev.pluginsuite.registry.channels.WebhookSecret;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
  private static final UUID ROW = UUID.fromString("0193c7a0-5b1e-7c33-9d55-3a1f0c2b4d6e");
  private static final String TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final WebhookSecret SECRET = WebhookSecret.read(TEXT).orElseThrow();
  private static final String OLD = key(1);
  private static final String NEW = key(2);

  private static String key(int filling) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) filling);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static SealedSecrets with(String... keys) {
    return new SealedSecrets(new SealingKeys(List.of(keys)));
  }

  @Test
  void what_was_put_in_comes_out_and_cannot_be_seen() {
    var secrets = with(OLD);

    var kept = secrets.seal(SECRET, ROW);

    assertThat(kept).doesNotContain("whsec_").isNotEqualTo(secrets.seal(SECRET, ROW));
    assertThat(secrets.open(kept, ROW).text()).isEqualTo(TEXT);
  }

  @Test
  void what_rows_hold_from_before_is_opened() {
    var kept =
        "72cd6e84:HrYS1//EzBiNWC8jakzE64LJuwTGopYbBwr5o/Gcpk4TYl6dIUUnEl4G5tRf+INVNCG88ICEkpWHVCl9w7ZBAk2J";

    assertThat(with(NEW, OLD).open(kept, ROW).text()).isEqualTo(TEXT);
  }

  @Test
  void a_secret_moved_to_another_row_or_changed_is_not_opened() {
    var secrets = with(OLD);
    var kept = secrets.seal(SECRET, ROW);
    var changed = kept.substring(0, 20) + (kept.charAt(20) == 'A' ? 'B' : 'A') + kept.substring(21);

    assertThatThrownBy(() -> secrets.open(kept, UUID.randomUUID()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secrets.open(changed, ROW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void after_a_change_of_keys_the_old_one_still_opens_and_the_new_one_seals() {
    var before = with(OLD).seal(SECRET, ROW);

    var after = with(NEW, OLD).seal(SECRET, ROW);

    assertThat(with(NEW, OLD).open(before, ROW).text()).isEqualTo(TEXT);
    assertThat(with(NEW).open(after, ROW).text()).isEqualTo(TEXT);
    assertThatThrownBy(() -> with(NEW).open(before, ROW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void without_a_key_there_are_no_webhooks() {
    assertThatThrownBy(() -> with().seal(SECRET, ROW))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("suite.notices.key-file");
  }
}
