package dev.pluginsuite.common.http;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller wants to wait for an outcome: the {@code Prefer} header (RFC 7240). */
public final class Preference {
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,4})\"?");
  private static final Pattern ASYNC =
      Pattern.compile("(?i)(?:^|[,;\\s])respond-async(?:$|[,;\\s])");

  private Preference() {}

  public static Duration wait(@Nullable String prefer) {
    if (prefer == null) {
      return DEFAULT_WAIT;
    }
    var wait = WAIT.matcher(prefer);
    if (wait.find()) {
      var asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
      return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }
    return ASYNC.matcher(prefer).find() ? Duration.ZERO : DEFAULT_WAIT;
  }
}
