package dev.pluginsuite.common.secrecy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingKeysTest {
  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private static final byte[] PLAIN = "s3cret".getBytes(UTF_8);

  @Test
  void what_was_sealed_is_opened_for_its_row_only() {
    var keys = new SealingKeys(List.of(OLD));

    var sealed = keys.seal(PLAIN, "row 1");

    assertThat(keys.open(sealed, "row 1")).isEqualTo(PLAIN);
    assertThat(sealed.text()).doesNotContain("s3cret");
    assertThatThrownBy(() -> keys.open(sealed, "row 2")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_same_value_never_looks_the_same() {
    var keys = new SealingKeys(List.of(OLD));

    assertThat(keys.seal(PLAIN, "row")).isNotEqualTo(keys.seal(PLAIN, "row"));
  }

  @Test
  void after_a_rotation_the_new_key_seals_and_the_old_one_still_opens() {
    var before = new SealingKeys(List.of(OLD)).seal(PLAIN, "row");

    var both = new SealingKeys(List.of(NEW, OLD));

    assertThat(both.open(before, "row")).isEqualTo(PLAIN);
    assertThat(both.seal(PLAIN, "row").keyId()).isEqualTo(both.currentId().orElseThrow());
    assertThat(both.currentId()).isNotEqualTo(new SealingKeys(List.of(OLD)).currentId());
    assertThatThrownBy(() -> new SealingKeys(List.of(NEW)).open(before, "row"))
        .hasMessageContaining(before.keyId());
  }

  @Test
  void a_short_key_is_none() {
    assertThatThrownBy(() -> new SealingKeys(List.of("c2hvcnQ=")))
        .hasMessage("A key for secrets has 5 bytes and needs 32");
  }

  private static String key(int fill) {
    var bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
