package dev.pluginsuite.registry.channels;

import java.util.regex.Pattern;

/** Foreign text as it may stand in a mail or a log: without anything that a reader would obey. */
final class PlainText {
  /** Controls, invisible formatting (such as the change of direction), broken characters. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private static final Pattern LINES = Pattern.compile("\\R");

  private PlainText() {}

  /** On one line, so that it can be part of a header. */
  static String line(String text, int longest) {
    var line = UNSEEN.matcher(text).replaceAll(" ").strip();
    return line.length() <= longest ? line : line.substring(0, cut(line, longest)) + "…";
  }

  /** Every line marked as quoted: it cannot pass for something that we say. */
  static String quoted(String text, int longest) {
    var cut = text.length() <= longest ? text : text.substring(0, cut(text, longest)) + "…";
    return LINES
        .splitAsStream(cut)
        .map(it -> "> " + line(it, longest))
        .reduce((first, second) -> first + "\n" + second)
        .orElse("> ");
  }

  /** Not between the two halves of one character. */
  private static int cut(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }
}
