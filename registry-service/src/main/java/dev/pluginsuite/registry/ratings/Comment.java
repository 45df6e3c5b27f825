package dev.pluginsuite.registry.ratings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody wrote, without what only terminals and browsers would see. */
final class Comment {
  private static final Pattern LINE_END = Pattern.compile("\\R");

  /** Controls but for the line's end, and marks that turn the direction of text around. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\u202A-\\u202E\\u2066-\\u2069]|\\p{Cs}");

  private Comment() {}

  static String cleaned(@Nullable String written) {
    if (written == null) {
      return "";
    }
    var lines = LINE_END.matcher(written).replaceAll("\n");
    return INVISIBLE.matcher(lines).replaceAll("").strip();
  }
}
