package dev.pluginsuite.agent.wire;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long an answer asks to be left alone. */
final class RetryAfter {
  /** Whatever a header says, a site is not put to sleep. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** The suite says seconds; dates, which HTTP allows too, would need clocks that agree. */
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  static Duration in(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(it -> SECONDS.matcher(it).matches())
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .map(it -> it.compareTo(LONGEST) > 0 ? LONGEST : it)
        .orElse(Duration.ZERO);
  }
}
