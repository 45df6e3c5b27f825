package dev.pluginsuite.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path state;

  @Test
  void what_the_approval_key_signs_is_good_by_the_key_set() throws IOException {
    var keys = keysAt(NOON);
    var approval = Ed25519.privateKey(Files.readString(keys.approvalKeyFile()));
    var id = keys.keySet().keys().get(0).keyId();

    var envelope = Envelope.sign(ApprovalStatement.PAYLOAD_TYPE, new byte[] {1}, id, approval);

    assertThat(envelope.verified(ApprovalStatement.PAYLOAD_TYPE, keys.keySet()::approvalKey))
        .isPresent();
  }

  @Test
  void a_second_start_finds_the_same_keys() throws IOException {
    var first = keysAt(NOON);

    var second = keysAt(NOON.plus(Duration.ofDays(1)));

    assertThat(second.rootPublicKey()).isEqualTo(first.rootPublicKey());
    assertThat(second.keySet()).isEqualTo(first.keySet());
  }

  @Test
  void the_key_for_webhooks_is_made_once_and_nobody_else_reads_it() throws IOException {
    var first = Files.readString(keysAt(NOON).noticesKeyFile());

    var file = keysAt(NOON.plus(Duration.ofDays(350))).noticesKeyFile();

    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(Base64.getDecoder().decode(first)).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_key_set_that_is_about_to_expire_is_followed_by_the_next_version() throws IOException {
    keysAt(NOON);

    var later = keysAt(NOON.plus(Duration.ofDays(350)));

    assertThat(later.keySet().version()).isEqualTo(2);
    assertThat(later.keySet().expires()).isAfter(NOON.plus(Duration.ofDays(700)));
  }

  @Test
  void a_key_set_that_somebody_else_signed_is_not_taken() throws IOException {
    var keys = keysAt(NOON);
    Files.delete(state.resolve("keys/root.key"));

    assertThatThrownBy(() -> keysAt(NOON)).hasMessageContaining("not signed by the root key");
    assertThat(keys.keySetFile()).exists();
  }

  @Test
  void nobody_else_can_read_them() throws IOException {
    keysAt(NOON);

    try (var files = Files.list(state.resolve("keys"))) {
      assertThat(files)
          .hasSize(9)
          .allSatisfy(
              it ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                      .isEqualTo("rw-------"));
    }
  }

  private SigningKeys keysAt(Instant now) throws IOException {
    return SigningKeys.in(state.resolve("keys"), Clock.fixed(now, ZoneOffset.UTC));
  }
}
