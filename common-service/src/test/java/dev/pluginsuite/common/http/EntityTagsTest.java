package dev.pluginsuite.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

  @Test
  @Tag("REST-39")
  void a_tag_is_strong() {
    assertThat(EntityTags.of(3)).isEqualTo("\"3\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"1\", \"3\"", " \"3\" "})
  void what_was_read_may_be_changed(String ifMatch) {
    assertThatCode(() -> EntityTags.require(ifMatch, 3)).doesNotThrowAnyException();
  }

  /** A weak tag never matches strongly (RFC 9110 §13.1.1). */
  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "3", "W/\"3\"", "\"33\"", "", ","})
  @Tag("REST-39")
  void what_changed_since_may_not(String ifMatch) {
    assertThatThrownBy(() -> EntityTags.check(ifMatch, 3))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.type()).isEqualTo(CommonProblem.PRECONDITION_FAILED))
        .hasMessageContaining("\"3\"");
  }

  @Test
  void where_a_precondition_is_voluntary_none_is_needed() {
    assertThatCode(() -> EntityTags.check(null, 3)).doesNotThrowAnyException();
  }

  @Test
  void where_it_is_required_none_is_refused() {
    assertThatThrownBy(() -> EntityTags.require(null, 3))
        .isInstanceOfSatisfying(
            Problem.class,
            it -> assertThat(it.type()).isEqualTo(CommonProblem.PRECONDITION_REQUIRED));
  }
}
