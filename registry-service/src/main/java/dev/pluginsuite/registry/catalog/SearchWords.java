package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody looks for, as words: nothing in them means anything to a text search. */
final class SearchWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
  private static final int MOST = 10;

  private SearchWords() {}

  /** None if nothing was asked for. */
  static List<String> of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    var words =
        WORD.matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    if (words.isEmpty() || words.size() > MOST) {
      throw CommonProblem.INVALID_REQUEST.because(
          "%d words to look for.".formatted(words.size()),
          List.of(new FieldError("q", "must have 1 to %d words".formatted(MOST))));
    }
    return words;
  }
}
