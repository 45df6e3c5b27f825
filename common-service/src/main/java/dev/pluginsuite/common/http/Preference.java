package dev.pluginsuite.common.http;

import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller wants to wait for an outcome: the {@code Prefer} header (RFC 7240). */
public final class Preference {
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d+)\"?\\s*(?:$|[,;])");
  private static final Pattern ASYNC =
      Pattern.compile("(?i)(?:^|[,;\\s])respond-async(?:$|[,;\\s])");

  private Preference() {}

  public static Duration wait(@Nullable String prefer) {
    if (prefer == null) {
      return DEFAULT_WAIT;
    }
    var wait = WAIT.matcher(prefer);
    if (wait.find()) {
      return atMost(LONGEST_WAIT, wait.group(1));
    }
    return ASYNC.matcher(prefer).find() ? Duration.ZERO : DEFAULT_WAIT;
  }

  /** A number may have any length. */
  private static Duration atMost(Duration longest, String seconds) {
    var asked = new BigInteger(seconds).min(BigInteger.valueOf(longest.toSeconds()));
    return Duration.ofSeconds(asked.longValue());
  }
}
