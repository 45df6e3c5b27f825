package dev.pluginsuite.registry.packages;

import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.common.security.SiteScope;

/**
 * Which packages a caller may know of: central IT, auditors and services all; developers their own
 * and what is approved; site admins what they can install, and what was revoked under them.
 */
record PackageVisibility(
    boolean all, boolean own, String principal, boolean installable, SiteScope sites) {
  static final String HQL =
      """
      (:all = true
        or (:own = true and (p.uploader = :principal or p.review.status = APPROVED))
        or (:installable = true and (p.review.status in (APPROVED, DEPRECATED)
          or (p.review.status = REVOKED and exists
            (select 1 from KnownInstallation k where k.packageId = p.id and k.ran = true and (:everySite = true or k.siteId in :sites))))))""";

  static PackageVisibility of(Caller caller) {
    return new PackageVisibility(
        caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SERVICE),
        caller.is(Roles.DEVELOPER),
        caller.principal(),
        caller.is(Roles.SITE_ADMIN),
        caller.sites());
  }
}
