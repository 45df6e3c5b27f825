package dev.pluginsuite.common.security;

/** The realm roles, for {@code @RolesAllowed}. */
public final class Roles {
  public static final String DEVELOPER = "developer";
  public static final String CENTRAL_IT = "central-it";
  public static final String SITE_ADMIN = "site-admin";
  public static final String SITE_AGENT = "site-agent";
  public static final String AUDITOR = "auditor";
  public static final String SERVICE = "service";

  private Roles() {}
}
