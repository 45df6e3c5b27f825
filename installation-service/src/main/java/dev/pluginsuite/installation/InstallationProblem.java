package dev.pluginsuite.installation;

import dev.pluginsuite.common.problem.ProblemType;

/** Every refusal of this service: its error documentation. */
public enum InstallationProblem implements ProblemType {
  SITE_NOT_FOUND(404, "site-not-found", "No such site"),
  SITE_EXISTS(409, "site-exists", "There is a site with this id"),
  SITE_NOT_ACTIVE(409, "site-not-active", "The site cannot be given plugins"),
  SITE_REQUIRED(422, "site-required", "The site has to be named"),
  GROUNDS_REQUIRED(422, "grounds-required", "The site asks for the grounds of a decision"),
  SITE_WOULD_BREAK(409, "site-would-break", "Plugins of the site would not run any more"),
  FOUND_NOTHING(404, "found-nothing", "The site has no such foreign plugin"),
  NOT_ADOPTABLE(409, "not-adoptable", "The plugin cannot be taken over"),
  INVALID_SITE(422, "invalid-site", "The site is not valid"),
  ENROLMENT_REFUSED(403, "enrolment-refused", "The enrolment token does not open this site"),
  ENROLMENT_UNAVAILABLE(503, "enrolment-unavailable", "Credentials cannot be made right now"),

  PACKAGE_NOT_FOUND(404, "package-not-found", "No such package"),
  PACKAGE_NOT_APPROVED(409, "package-not-approved", "The package is not approved"),
  PACKAGE_REVOKED(409, "package-revoked", "The package was revoked"),
  REVOCATION_NOT_FOUND(404, "revocation-not-found", "The package was not revoked"),
  PACKAGE_NOT_OFFERED(422, "package-not-offered", "The site does not use the package's registry"),
  INCOMPATIBLE(422, "incompatible", "The package does not run at this site"),
  DEPENDENCIES_UNSATISFIABLE(
      422, "dependencies-unsatisfiable", "No set of packages satisfies all dependencies"),
  PLAN_CHANGED(409, "plan-changed", "The plan is not the one that was looked at"),
  INVALID_LOCK(422, "invalid-lock", "This is no lock of a site"),
  LOCK_NOT_APPLICABLE(422, "lock-not-applicable", "The site cannot be given exactly this"),
  LICENSE_REQUIRED(422, "license-required", "A licence is needed"),
  LICENSE_NOT_FOUND(404, "license-not-found", "No such licence"),
  INVALID_LICENSE(422, "invalid-license", "No such licence can be issued"),
  INVALID_LICENSE_KEY(422, "invalid-license-key", "This cannot be a licence key"),
  LICENSE_REVOKED(409, "license-revoked", "The licence was revoked"),
  LICENSE_IN_USE(409, "license-in-use", "More sites use the licence"),
  INVALID_CONFIGURATION(422, "invalid-configuration", "The configuration does not fit the plugin"),
  SECRETS_UNAVAILABLE(422, "secrets-unavailable", "Secret configuration cannot be kept here"),
  SITE_FULL(409, "site-full", "The site's document has no room for it"),
  ALREADY_INSTALLED(409, "already-installed", "The site has this plugin"),

  NOT_AN_UPGRADE(422, "not-an-upgrade", "The package is no newer version of the plugin"),
  NOTHING_TO_RETRY(409, "nothing-to-retry", "Nothing has failed"),
  WINDOW_CLOSED(409, "window-closed", "The maintenance window of the site has closed"),
  CHANGED_SINCE(409, "changed-since", "Somebody has changed it since"),
  NO_EARLIER_VERSION(409, "no-earlier-version", "There is nothing to go back to"),

  INSTALLATION_NOT_FOUND(404, "installation-not-found", "No such installation"),
  ILLEGAL_TRANSITION(409, "illegal-transition", "Not possible in the current status"),
  NEEDED_BY_OTHERS(409, "needed-by-others", "Other plugins need this one"),
  INSTALLATION_FAILED(422, "installation-failed", "The site could not do it"),
  SUPERSEDED(409, "superseded", "A later request wanted something else"),
  NOT_YET_SUPPORTED(422, "not-yet-supported", "Not supported by this release");

  private final int status;
  private final String slug;
  private final String title;

  InstallationProblem(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public String title() {
    return title;
  }
}
