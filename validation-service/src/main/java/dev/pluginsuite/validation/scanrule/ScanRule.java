package dev.pluginsuite.validation.scanrule;

import com.google.re2j.Pattern;
import dev.pluginsuite.validation.scan.FileKind;
import dev.pluginsuite.validation.scan.Weakness;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text that is dangerous in a file.
 *
 * @param check the scan check that it belongs to
 * @param keywords of which a line has to hold one before the pattern is tried; in any case, unless
 *     they have capital letters
 * @param except what the matched text may be after all
 * @param minEntropy bits for each character of the first group; 0 if it does not count
 * @param countsInComments whether it is as grave where it is only written down
 */
public record ScanRule(
    Weakness weakness,
    String check,
    List<String> keywords,
    Pattern pattern,
    @Nullable Pattern except,
    Set<FileKind> fileKinds,
    double minEntropy,
    boolean countsInComments) {

  /**
   * Called for lines that hold a keyword in some case. One with a capital letter counts only so:
   * {@code Function} is not {@code function}.
   */
  boolean hasKeywordIn(String text) {
    if (keywords.stream().noneMatch(ScanRule::hasCapital)) {
      return true;
    }
    var lower = text.toLowerCase(Locale.ROOT);
    return keywords.stream().anyMatch(it -> (hasCapital(it) ? text : lower).contains(it));
  }

  private static boolean hasCapital(String keyword) {
    return keyword.chars().anyMatch(it -> it >= 'A' && it <= 'Z');
  }

  /** Whether it is in the text, beside what is excepted. */
  public boolean isIn(String text) {
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      var isExcepted = except != null && except.matcher(matcher.group()).find();
      if (!isExcepted && isRandomEnough(matcher.groupCount() == 0 ? null : matcher.group(1))) {
        return true;
      }
    }
    return false;
  }

  private boolean isRandomEnough(@Nullable String group) {
    return minEntropy == 0 || (group != null && Entropy.of(group) >= minEntropy);
  }
}
