package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class SelectorTest {
  @Test
  void names_are_found_and_what_only_looks_like_one_is_not() {
    var expression =
        """
        sum by (job, topic) (rate(first_total{topic=~".+[.].+", kind="a"}[$__rate_interval])) > 0.9 * 3600
          and max_over_time(suite:second:ratio5m[1h:5m] offset 5m) unless on (job) third > bool 60""";

    var found = Selector.in(expression);

    assertThat(found)
        .extracting(Selector::metric)
        .containsExactly("first_total", "suite:second:ratio5m", "third");
    assertThat(found.get(0).labels()).containsExactly("kind", "topic");
    assertThat(found.get(0).equal()).containsExactly(entry("kind", "a"));
  }
}
