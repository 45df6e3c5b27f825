package dev.pluginsuite.registry.egress;

import java.net.ConnectException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a call did not come about or to its end. The message may be shown to whoever named the URL:
 * it does not tell what names inside stand for.
 */
public final class EgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public EgressException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  private EgressException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A sentence for whoever named the URL. */
  public String detail() {
    return Objects.requireNonNull(getMessage(), "always given");
  }

  public Kind kind() {
    return kind;
  }

  static RuntimeException of(Throwable failure) {
    if (failure instanceof EgressException known) {
      return known;
    }
    if (failure instanceof SSLException) {
      return new EgressException(
          Kind.UNREACHABLE,
          "The server has no certificate that is trusted for this name.",
          failure);
    }
    if (failure instanceof ConnectException || failure instanceof TimeoutException) {
      return new EgressException(Kind.UNREACHABLE, "The server cannot be reached.", failure);
    }
    return new EgressException(Kind.BROKEN, "The connection broke off.", failure);
  }

  /** What went wrong, for those who have to decide whether to try again. */
  public enum Kind {
    /** The rules forbid it: trying again is useless. */
    REFUSED,
    /** No such name, nobody listens, or no TLS with somebody whom we trust. */
    UNREACHABLE,
    TIMED_OUT,
    TOO_LARGE,
    /** It came about, and ended too early or unreadable. */
    BROKEN
  }
}
