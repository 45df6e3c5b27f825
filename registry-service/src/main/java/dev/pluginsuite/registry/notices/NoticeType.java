package dev.pluginsuite.registry.notices;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be subscribed to. A further kind of notice is a further entry here and a call of {@link
 * Notices#raise}.
 */
public enum NoticeType {
  PACKAGE_SUBMITTED("package.submitted", Sites.NONE),
  PACKAGE_APPROVED("package.approved", Sites.EVERY),
  PACKAGE_REJECTED("package.rejected", Sites.NONE),
  PACKAGE_DEPRECATED("package.deprecated", Sites.EVERY),
  PACKAGE_REVOKED("package.revoked", Sites.CONCERNED),
  PACKAGE_VULNERABLE("package.vulnerable", Sites.CONCERNED),
  LICENCE_ISSUED("licence.issued", Sites.CONCERNED),
  LICENCE_EXPIRING("licence.expiring", Sites.CONCERNED),
  LICENCE_EXPIRED("licence.expired", Sites.CONCERNED),
  LICENCE_GRACE_ENDED("licence.grace-ended", Sites.CONCERNED),
  LICENCE_REVOKED("licence.revoked", Sites.CONCERNED),
  UPDATES_AVAILABLE("updates.available", Sites.CONCERNED),
  ALERT_RAISED("alert.raised", Sites.CONCERNED),
  ALERT_ACKNOWLEDGED("alert.acknowledged", Sites.CONCERNED),
  ALERT_RESOLVED("alert.resolved", Sites.CONCERNED),
  DEPLOYMENT_AWAITING_APPROVAL("deployment.awaiting-approval", Sites.NONE),
  DEPLOYMENT_STARTED("deployment.started", Sites.NONE),
  DEPLOYMENT_BREACHED("deployment.breached", Sites.NONE),
  DEPLOYMENT_ENDED("deployment.ended", Sites.NONE);

  /** Which sites' admins may be told: the same who may see the subject in that state. */
  public enum Sites {
    NONE,
    /** Those that the notice names. */
    CONCERNED,
    EVERY
  }

  private final String wireName;
  private final Sites sites;

  NoticeType(String wireName, Sites sites) {
    this.wireName = wireName;
    this.sites = sites;
  }

  /** Its name in subscriptions, in CloudEvents and in the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  public Sites sites() {
    return sites;
  }

  /** Empty for one that only a newer release knows. */
  public static Optional<NoticeType> named(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }

  static List<String> wireNames() {
    return Arrays.stream(values()).map(NoticeType::wireName).toList();
  }
}
