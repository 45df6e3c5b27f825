package dev.pluginsuite.registry.channels;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110 §10.2.3): seconds, or a date. */
final class RetryAfter {
  /** Nobody puts us off for longer, whatever they ask for. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /** Between zero and an hour; null if the answer asks for nothing that can be read. */
  static @Nullable Duration of(int status, @Nullable String header, Instant now) {
    if (header == null || (status != 429 && status != 503)) {
      return null;
    }
    var asked = read(header.strip(), now);
    if (asked == null || asked.isNegative()) {
      return null;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static @Nullable Duration read(String header, Instant now) {
    if (SECONDS.matcher(header).matches()) {
      return Duration.ofSeconds(Long.parseLong(header));
    }
    try {
      var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, date.toInstant());
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
