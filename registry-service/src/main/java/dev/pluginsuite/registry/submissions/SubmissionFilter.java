package dev.pluginsuite.registry.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of submissions is narrowed to, as conditions with their values. */
final class SubmissionFilter {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  static SubmissionFilter before(UUID id) {
    return new SubmissionFilter().add("s.id < $%d", id);
  }

  static SubmissionFilter of(UUID id) {
    return new SubmissionFilter().add("s.id = $%d", id);
  }

  /**
   * @param column of {@code plugin_submissions}: code, never a client's word
   */
  SubmissionFilter where(String column, @Nullable Object value) {
    return value == null ? this : add("s." + column + " = $%d", value.toString());
  }

  private SubmissionFilter add(String condition, Object value) {
    values.add(value);
    conditions.add(condition.formatted(values.size()));
    return this;
  }

  String sql() {
    return String.join(" and ", conditions);
  }

  List<Object> values() {
    return values;
  }
}
