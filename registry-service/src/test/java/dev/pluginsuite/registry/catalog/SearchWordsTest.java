package dev.pluginsuite.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
  @Test
  void are_letters_and_digits() {
    assertThat(SearchWords.of("Supplier-Risk & !'x':* 3d supplier"))
        .containsExactly("supplier", "risk", "x", "3d");
  }

  @Test
  void may_be_missing_but_not_meaningless_or_endless() {
    assertThat(SearchWords.of(null)).isEmpty();
    assertThat(SearchWords.of("  ")).isEmpty();
    assertThatThrownBy(() -> SearchWords.of("?!")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> SearchWords.of("a b c d e f g h i j k")).isInstanceOf(Problem.class);
  }
}
