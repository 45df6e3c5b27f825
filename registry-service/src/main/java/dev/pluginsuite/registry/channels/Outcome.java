package dev.pluginsuite.registry.channels;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one try.
 *
 * @param responseCode HTTP status; null where there was no answer, and for e-mail
 * @param error why it failed, in a sentence; null if it did not
 * @param excerpt the beginning of the answer's body
 * @param retryAfter what the receiver asked for
 */
public record Outcome(
    Kind kind,
    @Nullable Integer responseCode,
    @Nullable String error,
    @Nullable String excerpt,
    @Nullable Duration retryAfter) {
  /** What follows from it. */
  public enum Kind {
    DELIVERED,
    /** To be tried again. */
    FAILED,
    /** The receiver wants no more, ever. */
    GONE
  }

  static Outcome sent() {
    return new Outcome(Kind.DELIVERED, null, null, null, null);
  }

  /** There was no answer. */
  public static Outcome failed(String because) {
    return new Outcome(Kind.FAILED, null, because, null, null);
  }

  /** What an HTTP answer means; a redirect is not followed, so it is no delivery. */
  static Outcome answered(int status, String excerpt, @Nullable Duration retryAfter) {
    if (status >= 200 && status < 300) {
      return new Outcome(Kind.DELIVERED, status, null, excerpt, null);
    }
    if (status == 410) {
      return new Outcome(
          Kind.GONE, status, "The receiver answered 410: it wants no more.", excerpt, null);
    }
    var what = status >= 300 && status < 400 ? "; redirects are not followed." : ".";
    return new Outcome(
        Kind.FAILED, status, "The receiver answered " + status + what, excerpt, retryAfter);
  }
}
