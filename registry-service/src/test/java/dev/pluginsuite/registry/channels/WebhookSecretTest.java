package dev.pluginsuite.registry.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
  /** The example that the documentation of Standard Webhooks' libraries gives. */
  @Test
  void signs_as_the_published_example_does() {
    var secret = WebhookSecret.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    var signature =
        secret.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

    assertThat(signature).isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  /** The expected value was computed with another language's library. */
  @Test
  void signs_the_bytes_of_utf_8() {
    var secret =
        WebhookSecret.read("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").orElseThrow();
    var id = UUID.fromString("018f3c1e-7a52-7c4b-9d11-2f6f0a3b5c7d");
    var message = new Message(id, "package.approved", "{\"data\":\"ü\"}");

    var headers =
        WebhookHeaders.of(message, List.of(secret), Instant.ofEpochSecond(1767225600, 999));

    assertThat(headers)
        .containsEntry("webhook-id", "018f3c1e-7a52-7c4b-9d11-2f6f0a3b5c7d")
        .containsEntry("webhook-timestamp", "1767225600")
        .containsEntry("webhook-signature", "v1,uPc4dsStI4FB9o/pmvjW4Aigt+Vk8+e5UVs7cdatl3w=");
  }

  @Test
  void while_a_secret_is_replaced_both_sign() {
    var before = WebhookSecret.random();
    var now = WebhookSecret.random();
    var message = new Message(UUID.randomUUID(), "package.approved", "{}");
    var time = Instant.ofEpochSecond(1);

    var both = WebhookHeaders.of(message, List.of(now, before), time).get("webhook-signature");

    assertThat(both)
        .isEqualTo(
            WebhookHeaders.of(message, List.of(now), time).get("webhook-signature")
                + " "
                + WebhookHeaders.of(message, List.of(before), time).get("webhook-signature"));
  }

  @Test
  void a_random_secret_can_be_read_again_and_is_never_the_same() {
    var secret = WebhookSecret.random();

    var again = WebhookSecret.read(secret.text()).orElseThrow();

    assertThat(again.signature("1", 1, "x")).isEqualTo(secret.signature("1", 1, "x"));
    assertThat(WebhookSecret.random().text()).isNotEqualTo(secret.text());
    assertThat(secret).hasToString("whsec_…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_AAAA",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY!",
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFQ=="
      })
  void what_is_too_short_or_unreadable_is_no_secret(String text) {
    assertThat(WebhookSecret.read(text)).isEmpty();
  }
}
