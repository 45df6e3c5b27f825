package dev.pluginsuite.registry.subscriptions;

import static dev.pluginsuite.registry.subscriptions.SubscriptionStatus.ACTIVE;
import static dev.pluginsuite.registry.subscriptions.SubscriptionStatus.INACTIVE;

import dev.pluginsuite.registry.channels.Channel;
import dev.pluginsuite.registry.channels.Target;
import dev.pluginsuite.registry.channels.WebhookSecret;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Somebody's wish to be told. Secrets are here only as {@link SealedSecrets} keeps them. */
@Entity
@Table(name = "subscriptions")
class Subscription {
  @Id UUID id;

  @Enumerated(EnumType.STRING)
  Channel channel;

  String name;

  /** The webhook's URL or the mailbox. */
  String target;

  @JdbcTypeCode(SqlTypes.JSON)
  Interest interest;

  @JdbcTypeCode(SqlTypes.JSON)
  Reach reach;

  /** The token's subject: e-mail addresses change hands. */
  String owner;

  @Column(name = "owner_name")
  String ownerName;

  @Enumerated(EnumType.STRING)
  SubscriptionStatus status = ACTIVE;

  @Column(name = "status_reason")
  @Nullable String statusReason;

  @Nullable String secret;

  @Column(name = "previous_secret")
  @Nullable String previousSecret;

  @Column(name = "previous_secret_until")
  @Nullable Instant previousSecretUntil;

  @Column(name = "created_at")
  Instant createdAt;

  long revision = 1;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected Subscription() {}

  /**
   * @param secret sealed; null for mail
   */
  Subscription(UUID id, Wish wish, Owner by, @Nullable String secret, Instant now) {
    this.id = id;
    this.channel = wish.channel();
    this.name = wish.name();
    this.target = wish.target();
    this.interest = wish.interest();
    this.reach = by.reach();
    this.owner = by.principal();
    this.ownerName = by.name();
    this.secret = secret;
    this.createdAt = now;
    this.status = wish.active() ? ACTIVE : INACTIVE;
  }

  /** Whoever writes it has looked at it: a paused one goes on, if it is to be active. */
  void change(Wish wish, Owner by) {
    name = wish.name();
    target = wish.target();
    interest = wish.interest();
    become(wish.active() ? ACTIVE : INACTIVE, null);
    // Of what somebody else corrects, the owner hears no more than before.
    reach = by.principal().equals(owner) ? by.reach() : reach;
    revision++;
  }

  /** Until the overlap is over, the secret before signs too. */
  void rotate(String newSecret, Instant now, Duration overlap) {
    previousSecret = secret;
    previousSecretUntil = now.plus(overlap);
    secret = newSecret;
    revision++;
  }

  /** What the suite itself does; without effect where it does not apply any more. */
  boolean stop(SubscriptionStatus next, String because) {
    if (!status.canBecome(next)) {
      return false;
    }
    become(next, because);
    revision++;
    return true;
  }

  private void become(SubscriptionStatus next, @Nullable String because) {
    if (status != next && !status.canBecome(next)) {
      throw new IllegalStateException("%s cannot become %s".formatted(status, next));
    }
    status = next;
    statusReason = because;
  }

  boolean hears(NoticeType type, NoticeScope scope) {
    return interest.covers(type.wireName(), scope) && reach.permits(type, scope);
  }

  Target target(SealedSecrets sealed, Instant now) {
    return destination(channel, target, secrets(sealed, now));
  }

  private static Target destination(Channel channel, String to, List<WebhookSecret> secrets) {
    return switch (channel) {
      case EMAIL -> new Target.Mailbox(to);
      case WEBHOOK -> new Target.Webhook(URI.create(to), secrets);
    };
  }

  private List<WebhookSecret> secrets(SealedSecrets sealed, Instant now) {
    var valid = new ArrayList<WebhookSecret>();
    if (secret != null) {
      valid.add(sealed.open(secret, id));
    }
    if (previousSecret != null
        && previousSecretUntil != null
        && now.isBefore(previousSecretUntil)) {
      valid.add(sealed.open(previousSecret, id));
    }
    return valid;
  }

  /** What can be written of it. */
  record Wish(Channel channel, String name, String target, Interest interest, boolean active) {
    Target destination() {
      return Subscription.destination(channel, target, List.of());
    }
  }

  /** Who writes it. */
  record Owner(String principal, String name, Reach reach) {}
}
