package dev.pluginsuite.common.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @Test
  void one_row_more_than_asked_for_means_another_page() {
    var page = Page.of(List.of("a", "b", "c"), 2).answer(String::length, it -> it);

    assertThat(page.data()).hasSize(2);
    assertThat(at(page.pagination().cursor()).after()).isEqualTo("b");
  }

  @Test
  void exactly_as_many_rows_as_asked_for_are_the_last_page() {
    var page = Page.of(List.of("a", "b"), 2).answer(String::length, it -> it);

    assertThat(page.data()).hasSize(2);
    assertThat(page.pagination().cursor()).isNull();
  }

  @Test
  void an_empty_list_is_a_page() {
    var page = Page.of(List.<String>of(), 2).answer(String::length, it -> it);

    assertThat(page.data()).isEmpty();
    assertThat(page.pagination().cursor()).isNull();
  }

  @Test
  void the_first_page_starts_at_the_end_of_all() {
    assertThat(at(null).after()).isEmpty();
    assertThat(at(null).before())
        .isEqualTo(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"));
  }

  @Test
  void a_cursor_carries_a_number() {
    assertThat(at(null).from()).isZero();
    assertThat(at(PageRequest.encoded("7")).from()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9223372036854775807", "99999999999999999999", "1.5", ""})
  void what_is_no_number_is_refused(String key) {
    assertThatThrownBy(() -> at(PageRequest.encoded(key)).from())
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.type()).isEqualTo(CommonProblem.INVALID_CURSOR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"site-1", "größe", "a b"})
  void a_cursor_carries_any_name(String name) {
    assertThat(at(PageRequest.encoded(name)).after()).isEqualTo(name);
  }

  @Test
  void a_cursor_carries_an_id() {
    var id = UUID.randomUUID();

    assertThat(at(PageRequest.encoded(id.toString())).before()).isEqualTo(id);
  }

  /** The last is a byte that PostgreSQL takes for no text. */
  @ParameterizedTest
  @ValueSource(strings = {"%", "a b", "AA"})
  void what_is_no_cursor_is_refused(String cursor) {
    assertThatThrownBy(() -> at(cursor).after())
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.type()).isEqualTo(CommonProblem.INVALID_CURSOR));
  }

  private static PageRequest at(@Nullable String cursor) {
    var request = new PageRequest();
    request.cursor = cursor;
    return request;
  }
}
