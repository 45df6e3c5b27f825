package dev.pluginsuite.agent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/** An answer that was not a success. */
public final class Refused extends IOException {
  private static final int LONGEST = 1_000;

  private final int status;
  private final Duration retryAfter;

  private Refused(String message, int status, Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  static Refused by(String whom, int status, Duration retryAfter, byte[] body) {
    var message = "%s answered %d%s".formatted(whom, status, reason(body));
    return new Refused(message, status, retryAfter);
  }

  public int status() {
    return status;
  }

  /** How long not to ask again; zero if the answer does not say. */
  Duration retryAfter() {
    return retryAfter;
  }

  /** The caller's own pause, or what was asked for if that is longer. */
  public Duration pause(Duration own) {
    return retryAfter.compareTo(own) > 0 ? retryAfter : own;
  }

  /** Whether asking again can help without anything else having changed. */
  public boolean isPassing() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** A problem's detail; other bodies could be anything and are not repeated. */
  private static String reason(byte[] body) {
    try {
      var problem = Json.tree(body);
      var text =
          text(problem, "detail").isEmpty() ? text(problem, "title") : text(problem, "detail");
      var line = text.replaceAll("\\p{Cntrl}", " ");
      return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST));
    } catch (IOException notJson) {
      return "";
    }
  }

  private static String text(JsonNode problem, String field) {
    return problem == null ? "" : problem.path(field).asText("");
  }
}
