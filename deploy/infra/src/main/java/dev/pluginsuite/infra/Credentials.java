package dev.pluginsuite.infra;

public record Credentials(String username, String password) {
  /** Passwords must not reach a log by way of a record's default text. */
  @Override
  public String toString() {
    return username;
  }
}
