package dev.pluginsuite.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeysCursorTest {
  private static PageRequest page(String cursor) {
    var page = new PageRequest();
    page.cursor = Base64.getUrlEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    return page;
  }

  @Test
  void goes_on_where_it_was_made_whatever_the_keys_are() {
    var keys = new String[] {"a\nb \"c\" 😀", "", "x"};

    assertThat(KeysCursor.keys(page(KeysCursor.of("query", keys)), "query", 3))
        .containsExactly(keys);
  }

  @Test
  void is_of_no_use_elsewhere() {
    var cursor = KeysCursor.of("query", "1", "a");

    assertThatThrownBy(() -> KeysCursor.keys(page(cursor), "other", 2)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> KeysCursor.keys(page(cursor), "query", 3)).isInstanceOf(Problem.class);
  }

  @Test
  void is_nothing_that_can_be_made_up() {
    for (var cursor :
        new String[] {"", "null", "[]", "[null]", "{}", "[\"x\",\"\\u0000\"]", "[[]]"}) {
      assertThatThrownBy(() -> KeysCursor.keys(page(cursor), "query", 1))
          .isInstanceOf(Problem.class);
    }
    assertThatThrownBy(() -> KeysCursor.number("ten")).isInstanceOf(Problem.class);
  }
}
