package dev.pluginsuite.validation.finding;

/**
 * Text of a stranger as it may be shown, logged and stored: without control characters, lone
 * surrogates and changes of direction, and not long.
 */
public final class Printable {
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  public static String of(String text, int most) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(it -> isPrintable(it) ? it : REPLACEMENT)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > most
        ? shown.append('…').toString()
        : shown.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
