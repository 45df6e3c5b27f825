package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which order plugins are listed; what is equal in it, by plugin and registry. */
enum CatalogSort {
  RELEVANCE("ts_rank(e.search, %s)::float8", true),
  RATING("(%s::float8 + c.rating_sum) / greatest(%s::float8 + c.rating_count, 1)", true),
  INSTALLS("c.installs::float8", true),
  NEWEST("extract(epoch from p.released_at)::float8", true),
  NAME("p.sort_name", false);

  private final String key;
  private final boolean descending;

  CatalogSort(String key, boolean descending) {
    this.key = key;
    this.descending = descending;
  }

  boolean isCounted() {
    return this == RATING || this == INSTALLS;
  }

  /**
   * SQL: a number where the order is descending, otherwise a text. Relevance still needs what is
   * looked for, a rating what is expected.
   */
  String key() {
    return key;
  }

  boolean isDescending() {
    return descending;
  }

  /** Without a wish what fits best first, or the alphabet where nothing is looked for. */
  static CatalogSort of(@Nullable String wish, boolean hasWords) {
    if (wish == null) {
      return hasWords ? RELEVANCE : NAME;
    }
    var sort =
        Arrays.stream(values())
            .filter(it -> it.parameter().equals(wish))
            .findFirst()
            .orElseThrow(() -> invalid("must be one of " + parameters()));
    if (sort == RELEVANCE && !hasWords) {
      throw invalid("relevance needs q");
    }
    return sort;
  }

  private static RuntimeException invalid(String why) {
    return CommonProblem.INVALID_REQUEST.because(
        "The catalogue cannot be sorted like that.", List.of(new FieldError("sort", why)));
  }

  private static List<String> parameters() {
    return Arrays.stream(values()).map(CatalogSort::parameter).toList();
  }

  private String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }
}
