package dev.pluginsuite.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
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
    var other = SigningKeys.in(state.resolve("other"), Clock.fixed(NOON, ZoneOffset.UTC));
    Files.copy(other.keySetFile(), keys.keySetFile(), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> keysAt(NOON)).hasMessageContaining("not signed by the root key");
  }

  @Test
  void no_root_is_made_where_one_has_signed() throws IOException {
    var pinned = keysAt(NOON).rootPublicKey();
    Files.delete(state.resolve("keys/root.key"));

    assertThatThrownBy(() -> keysAt(NOON)).hasMessageContaining("not signed by the root key");
    assertThatThrownBy(
            () -> KeyTool.run(List.of("rotate-approval", state.resolve("keys").toString())))
        .hasMessageContaining("There is no root.key");
    assertThat(Files.readString(state.resolve("keys/root.pub"))).isEqualTo(pinned);
  }

  @Test
  void what_an_earlier_key_signed_stays_good_until_it_is_retired() throws IOException {
    var keys = keysAt(NOON);
    var before = keys.keySet().keys().get(0).keyId();

    keys.rotateApproval();
    var renewed = keysAt(NOON.plus(Duration.ofDays(350)));

    assertThat(renewed.keySet().version()).isEqualTo(3);
    assertThat(renewed.keySet().keys().get(0).keyId()).isNotEqualTo(before);
    assertThat(renewed.keySet().approvalKey(before)).isNotNull();
    renewed.retire(before);
    assertThat(renewed.keySet().approvalKey(before)).isNull();
    assertThat(keysAt(NOON).keySet()).isEqualTo(renewed.keySet());
  }

  @Test
  void the_key_that_signs_cannot_be_retired() throws IOException {
    var keys = keysAt(NOON);
    var current = keys.keySet().keys().get(0).keyId();

    assertThatThrownBy(() -> keys.retire(current)).hasMessageContaining("still signs");
    assertThatThrownBy(() -> keys.retire("unknown")).hasMessageContaining("has no key unknown");
    assertThat(keys.keySet().version()).isOne();
  }

  @Test
  void a_new_key_for_secrets_stands_above_the_one_of_before() throws IOException {
    var keys = keysAt(NOON);
    var before = Files.readString(keys.secretsKeyFile());

    KeyTool.run(List.of("rotate-secrets", state.resolve("keys").toString()));

    assertThat(Files.readAllLines(keys.secretsKeyFile())).hasSize(2).last().isEqualTo(before);
  }

  @Test
  void nothing_is_made_where_there_is_nothing_to_rotate() {
    var folder = state.resolve("elsewhere");

    assertThatThrownBy(() -> KeyTool.run(List.of("rotate-approval", folder.toString())))
        .hasMessageContaining("There is no key-set.json");
    assertThatThrownBy(() -> KeyTool.run(List.of("retire", folder.toString())))
        .hasMessageContaining("retire FOLDER KEY-ID");
    assertThat(folder).doesNotExist();
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
