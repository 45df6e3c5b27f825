package dev.pluginsuite.local.api;

/** A demo user of the realm. */
public enum User {
  DEVELOPER("dev", "developer"),
  CENTRAL_IT("it", "central IT"),
  SITE_1_ADMIN("site1", "admin of site-1"),
  SITE_2_ADMIN("site2", "admin of site-2"),
  AUDITOR("audit", "auditor");

  private final String username;
  private final String title;

  User(String username, String title) {
    this.username = username;
    this.title = title;
  }

  public String username() {
    return username;
  }

  public String title() {
    return title;
  }

  public String password() {
    return "demo-" + username;
  }
}
