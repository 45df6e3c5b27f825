package dev.pluginsuite.health.problem;

import dev.pluginsuite.common.problem.ProblemType;

/** What this service refuses beyond what every service does. */
public enum HealthProblem implements ProblemType {
  TOO_MANY_BATCHES(429, "too-many-batches", "Too many samples at once"),
  INSTALLATION_NOT_FOUND(404, "installation-not-found", "No such installation"),
  SITE_NOT_FOUND(404, "site-not-found", "No such site"),
  ALERT_NOT_FOUND(404, "alert-not-found", "No such alert"),
  ILLEGAL_TRANSITION(409, "illegal-transition", "Not possible in the current status");

  private final int status;
  private final String slug;
  private final String title;

  HealthProblem(int status, String slug, String title) {
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
