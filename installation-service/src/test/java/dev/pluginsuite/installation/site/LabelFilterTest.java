package dev.pluginsuite.installation.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelFilterTest {
  @Test
  void a_value_may_contain_colons_and_all_labels_count() {
    var labels = LabelFilter.of(List.of("region:eu", "line:a:b"));

    assertThat(labels).isEqualTo(Map.of("region", "eu", "line", "a:b"));
  }

  @Test
  void what_is_not_key_and_value_is_refused() {
    assertThatThrownBy(() -> LabelFilter.of(List.of("region"))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> LabelFilter.of(List.of(":eu"))).isInstanceOf(Problem.class);
  }
}
