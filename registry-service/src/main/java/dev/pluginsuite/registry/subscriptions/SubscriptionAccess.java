package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;

/**
 * Which subscriptions a caller may know of or change: their own; central IT all, auditors may read
 * all.
 */
public record SubscriptionAccess(boolean all, String principal) {
  public static SubscriptionAccess toRead(Caller caller) {
    return new SubscriptionAccess(
        caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR), caller.principal());
  }

  public static SubscriptionAccess toChange(Caller caller) {
    return new SubscriptionAccess(caller.is(Roles.CENTRAL_IT), caller.principal());
  }

  boolean includes(Subscription it) {
    return all || it.owner.equals(principal);
  }
}
