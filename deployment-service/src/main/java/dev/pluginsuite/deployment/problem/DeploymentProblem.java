package dev.pluginsuite.deployment.problem;

import dev.pluginsuite.common.problem.ProblemType;

/** What this service refuses beyond what every service does. */
public enum DeploymentProblem implements ProblemType {
  DEPLOYMENT_NOT_FOUND(404, "deployment-not-found", "No such deployment"),
  PACKAGE_NOT_FOUND(404, "package-not-found", "No such package"),
  PACKAGE_NOT_APPROVED(409, "package-not-approved", "Only an approved package can be installed"),
  DEPLOYMENT_RUNNING(
      409, "deployment-running", "A deployment of this plugin is running at these sites"),
  PLAN_CHANGED(409, "plan-changed", "The plan is not the one that was looked at"),
  ILLEGAL_TRANSITION(409, "illegal-transition", "Not possible in the current status"),
  SITE_NOT_DEPLOYABLE(422, "site-not-deployable", "Not every site can be given plugins"),
  SECRET_CONFIGURATION(
      422, "secret-configuration", "Secrets are set at a site, not by a deployment"),
  NO_SITES(422, "no-sites", "No site is selected"),
  CHANGE_REFERENCE_REQUIRED(
      422, "change-reference-required", "A policy asks for a change reference"),
  SECOND_PERSON_REQUIRED(403, "second-person-required", "Somebody else has to decide"),
  TOO_MANY_STREAMS(429, "too-many-streams", "Too many streams of events are open"),
  NOTHING_TO_ROLL_BACK(409, "nothing-to-roll-back", "There is nothing to take back"),
  NOTHING_TO_RETRY(409, "nothing-to-retry", "Nothing has failed"),
  /** Travels in a target: nobody asked the site. */
  SITE_CLOSED(409, "window", "The site had no maintenance window in time"),
  /** Travels in a target: the site did not end what it was asked for. */
  TARGET_TIMED_OUT(504, "target-timed-out", "The site did not answer in time");

  private final int status;
  private final String slug;
  private final String title;

  DeploymentProblem(int status, String slug, String title) {
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
