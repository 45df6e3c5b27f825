package dev.pluginsuite.registry.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends notices as e-mail, where a mail server is configured. */
@ApplicationScoped
class MailSender {
  private final ReactiveMailer mailer;
  private final ObjectMapper json;
  private final ChannelConfig config;
  private final boolean configured;

  MailSender(
      ReactiveMailer mailer,
      ObjectMapper json,
      ChannelConfig config,
      @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from) {
    this.mailer = mailer;
    this.json = json;
    this.config = config;
    this.configured = from.isPresent();
  }

  /** Refuses where nobody has said who we are and which server sends for us. */
  void requireConfigured() {
    if (!configured) {
      throw RegistryProblem.CHANNEL_UNAVAILABLE.because(
          "E-mail is not set up here: quarkus.mailer.from names no sender.");
    }
  }

  Uni<Outcome> send(Target.Mailbox target, Message message) {
    var text = MailText.of(read(message.body()));
    var mail =
        Mail.withText(target.address(), text.subject(), text.text())
            // By these a mailbox can tell a repetition, and does not answer with a holiday notice.
            .addHeader("X-Notice-Id", message.id().toString())
            .addHeader("Auto-Submitted", "auto-generated");
    return mailer
        .send(mail)
        .ifNoItem()
        .after(config.mailTimeout())
        .fail()
        .replaceWith(Outcome::sent);
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored notice cannot be read", e);
    }
  }
}
