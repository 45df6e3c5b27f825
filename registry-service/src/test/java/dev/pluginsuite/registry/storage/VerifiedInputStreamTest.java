package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedInputStreamTest {
  private static final byte[] BYTES =
      "some bytes that were approved".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private final AtomicInteger mismatches = new AtomicInteger();

  @Test
  void true_bytes_pass() throws IOException {
    assertThat(stream(BYTES).readAllBytes()).isEqualTo(BYTES);
    assertThat(mismatches).hasValue(0);
  }

  @Test
  void one_flipped_byte_never_reaches_the_end() {
    for (int i = 0; i < BYTES.length; i++) {
      var flipped = BYTES.clone();
      flipped[i] ^= 1;
      var stream = stream(flipped);

      assertThatThrownBy(stream::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("sha256:");
    }
    assertThat(mismatches).hasValue(BYTES.length);
  }

  @Test
  void too_few_and_too_many_bytes_fail() {
    assertThatThrownBy(stream(new byte[] {1})::readAllBytes).isInstanceOf(IOException.class);
    assertThatThrownBy(stream(new byte[100])::readAllBytes).isInstanceOf(IOException.class);
  }

  private VerifiedInputStream stream(byte[] bytes) {
    var checksum = HexFormat.of().formatHex(Sha256.digest().digest(BYTES));
    return new VerifiedInputStream(
        new ByteArrayInputStream(bytes), checksum, BYTES.length, mismatches::incrementAndGet);
  }
}
