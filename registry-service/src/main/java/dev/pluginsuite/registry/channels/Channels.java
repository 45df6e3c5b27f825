package dev.pluginsuite.registry.channels;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends a message once, and says what became of it; whoever calls decides about another try. */
@ApplicationScoped
public class Channels {
  private static final int LONGEST_ERROR = 500;

  private final WebhookSender webhooks;
  private final MailSender mail;

  Channels(WebhookSender webhooks, MailSender mail) {
    this.webhooks = webhooks;
    this.mail = mail;
  }

  /** Refuses what could never be reached. Looks the host's name up, so not in a transaction. */
  public Uni<Void> requireReachable(Target target) {
    if (target instanceof Target.Webhook webhook) {
      return webhooks.requireAllowed(webhook.url());
    }
    mail.requireConfigured();
    return Uni.createFrom().voidItem();
  }

  /** Never fails: that something went wrong is an outcome too. */
  public Uni<Outcome> send(Target target, Message message) {
    return Uni.createFrom()
        .deferred(() -> sent(target, message))
        .onFailure()
        .recoverWithItem(it -> Outcome.failed(PlainText.line(it.toString(), LONGEST_ERROR)));
  }

  private Uni<Outcome> sent(Target target, Message message) {
    if (target instanceof Target.Webhook webhook) {
      return webhooks.send(webhook, message);
    }
    return mail.send((Target.Mailbox) target, message);
  }
}
