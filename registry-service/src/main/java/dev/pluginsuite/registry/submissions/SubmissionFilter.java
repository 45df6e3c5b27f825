package dev.pluginsuite.registry.submissions;

import dev.pluginsuite.registry.listing.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of submissions is narrowed to, as conditions with their values. */
final class SubmissionFilter {
  private final Statement statement = new Statement();
  private final List<String> conditions = new ArrayList<>();

  static SubmissionFilter before(UUID id) {
    return new SubmissionFilter().add("s.id < %s", id);
  }

  static SubmissionFilter of(UUID id) {
    return new SubmissionFilter().add("s.id = %s", id);
  }

  /**
   * @param column of {@code plugin_submissions}: code, never a client's word
   */
  SubmissionFilter where(String column, @Nullable Object value) {
    return value == null ? this : add("s." + column + " = %s", value.toString());
  }

  private SubmissionFilter add(String condition, Object value) {
    conditions.add(condition.formatted(statement.bind(value)));
    return this;
  }

  String sql() {
    return String.join(" and ", conditions);
  }

  Tuple parameters() {
    return statement.parameters();
  }
}
