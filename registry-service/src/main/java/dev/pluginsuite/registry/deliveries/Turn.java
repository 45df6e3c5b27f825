package dev.pluginsuite.registry.deliveries;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to send for a subscription, and how its receiver has answered of late: one that
 * fails again and again is left alone for a while, instead of being tried with every notice.
 */
@Entity
@Table(name = "delivery_turns")
class Turn {
  /** So many failures in a row are the receiver's and not those of one notice. */
  static final int OUTAGE = 3;

  @Id
  @Column(name = "subscription_id")
  UUID subscriptionId;

  /** Changes with each taker: one whose lease is over has nothing to say any more. */
  @Column(updatable = false)
  long lease;

  @Column(name = "rest_until")
  Instant restUntil;

  int failures;

  @Column(name = "failing_since")
  @Nullable Instant failingSince;

  @Column(name = "seen_revision")
  long seenRevision;

  @SuppressWarnings("NullAway.Init")
  protected Turn() {}

  /**
   * Whether the receiver is back after an outage: then all that waits is due.
   *
   * @param now ends a rest that is not over
   */
  boolean succeeded(Instant now) {
    var isBack = failures >= OUTAGE;
    failures = 0;
    failingSince = null;
    restUntil = now;
    return isBack;
  }

  /**
   * @param retryAfter what the receiver asked for
   * @param revision of the subscription that failed: what its owner has changed since begins anew
   */
  void failed(Backoff rest, @Nullable Duration retryAfter, long revision, Instant now) {
    if (revision != seenRevision) {
      failures = 0;
      failingSince = null;
    }
    failures++;
    failingSince = failingSince == null ? now : failingSince;
    seenRevision = revision;
    if (retryAfter != null) {
      restUntil = now.plus(retryAfter);
    } else if (failures >= OUTAGE) {
      restUntil = now.plus(rest.after(failures - OUTAGE + 1));
    }
  }

  boolean isFailingFor(Duration time, Instant now) {
    return failures >= OUTAGE && failingSince != null && !now.isBefore(failingSince.plus(time));
  }
}
