package dev.pluginsuite.local.gateway;

import java.time.Duration;
import java.util.regex.Pattern;

/** Time spans as the Gateway API writes them (GEP-2257): {@code 35s}, {@code 1h30m}, {@code 0s}. */
final class GatewayDuration {
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,5}(h|m|s|ms)){1,4}");
  private static final Pattern PART = Pattern.compile("(\\d+)(h|ms|m|s)");

  private GatewayDuration() {}

  static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("Not a duration of the Gateway API: " + text);
    }
    var sum = Duration.ZERO;
    for (var part = PART.matcher(text); part.find(); ) {
      sum = sum.plus(span(Long.parseLong(part.group(1)), part.group(2)));
    }
    return sum;
  }

  private static Duration span(long amount, String unit) {
    return switch (unit) {
      case "h" -> Duration.ofHours(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMillis(amount);
    };
  }
}
