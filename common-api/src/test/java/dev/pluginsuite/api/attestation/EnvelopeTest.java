package dev.pluginsuite.api.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.attestation.Envelope.SignatureEntry;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final String TYPE = "application/vnd.test+json";
  private static final byte[] PAYLOAD = "{\"approved\":true}".getBytes(UTF_8);

  private final KeyPair keys = newKeys();
  private final Envelope envelope = Envelope.sign(TYPE, PAYLOAD, "k1", keys.getPrivate());

  @Test
  void gives_the_payload_that_was_signed() {
    var payload = envelope.verified(TYPE, this::trusted);

    assertThat(payload).hasValue(PAYLOAD);
  }

  @Test
  void every_single_changed_bit_of_the_payload_is_noticed() {
    for (var bit = 0; bit < PAYLOAD.length * 8; bit++) {
      var changed = PAYLOAD.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      var payload = withPayload(base64(changed)).verified(TYPE, this::trusted);

      assertThat(payload).isEmpty();
    }
  }

  @Test
  void a_signature_is_good_for_one_payload_type_only() {
    var retyped = new Envelope("text/plain", envelope.payload(), envelope.signatures());

    assertThat(retyped.verified("text/plain", this::trusted)).isEmpty();
    assertThat(envelope.verified("text/plain", this::trusted)).isEmpty();
  }

  @Test
  void a_key_that_is_not_trusted_or_another_key_of_the_same_name_proves_nothing() {
    var strangers = newKeys();

    assertThat(envelope.verified(TYPE, id -> null)).isEmpty();
    assertThat(envelope.verified(TYPE, id -> strangers.getPublic())).isEmpty();
  }

  @Test
  void one_good_signature_among_others_is_enough() {
    var bad = new SignatureEntry("k1", base64(new byte[64]));
    var both = new Envelope(TYPE, envelope.payload(), List.of(bad, envelope.signatures().get(0)));

    var payload = both.verified(TYPE, this::trusted);

    assertThat(payload).hasValue(PAYLOAD);
  }

  @Test
  void what_is_not_base64_or_not_a_signature_is_not_verified() {
    var notBase64 = new Envelope(TYPE, "%", envelope.signatures());
    var noSignatures = new Envelope(TYPE, envelope.payload(), List.of());
    var tooShort = new Envelope(TYPE, envelope.payload(), List.of(new SignatureEntry("k1", "AA")));

    assertThat(notBase64.verified(TYPE, this::trusted)).isEmpty();
    assertThat(noSignatures.verified(TYPE, this::trusted)).isEmpty();
    assertThat(tooShort.verified(TYPE, this::trusted)).isEmpty();
  }

  @Test
  void keys_survive_being_written_down() {
    var id = Ed25519.keyId(keys.getPublic());

    assertThat(Ed25519.publicKey(base64(keys.getPublic().getEncoded())))
        .isEqualTo(keys.getPublic());
    assertThat(Ed25519.privateKey(base64(keys.getPrivate().getEncoded())))
        .isEqualTo(keys.getPrivate());
    assertThat(id).matches("[0-9a-f]{64}");
  }

  private @Nullable PublicKey trusted(String id) {
    return id.equals("k1") ? keys.getPublic() : null;
  }

  private Envelope withPayload(String payload) {
    return new Envelope(TYPE, payload, envelope.signatures());
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance(Ed25519.ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
