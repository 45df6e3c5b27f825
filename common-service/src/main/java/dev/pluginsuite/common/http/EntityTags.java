package dev.pluginsuite.common.http;

import dev.pluginsuite.common.problem.CommonProblem;
import org.jspecify.annotations.Nullable;

/** Strong entity tags (RFC 9110 §8.8.3) made of a resource's revision. */
public final class EntityTags {
  private EntityTags() {}

  public static String of(long revision) {
    return "\"" + revision + "\"";
  }

  /** Refuses a change of something that is not what the caller read. */
  public static void check(@Nullable String ifMatch, long revision) {
    if (ifMatch != null && !matches(ifMatch, of(revision))) {
      throw CommonProblem.PRECONDITION_FAILED.because(
          "The current ETag is %s; read it again and decide anew.".formatted(of(revision)));
    }
  }

  /** The same where a decision may not be taken blindly. */
  public static void require(@Nullable String ifMatch, long revision) {
    if (ifMatch == null) {
      throw CommonProblem.PRECONDITION_REQUIRED.because(
          "Send If-Match with the ETag of what you decided on.");
    }
    check(ifMatch, revision);
  }

  private static boolean matches(String ifMatch, String tag) {
    for (var one : ifMatch.split(",", -1)) {
      if (one.strip().equals(tag) || one.strip().equals("*")) {
        return true;
      }
    }
    return false;
  }
}
