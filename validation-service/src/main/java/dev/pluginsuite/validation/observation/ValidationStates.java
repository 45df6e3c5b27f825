package dev.pluginsuite.validation.observation;

import dev.pluginsuite.common.observation.StateCount;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** How many submissions wait for their report. */
final class ValidationStates {
  private static final String VALIDATIONS =
      """
      select status, count(*), coalesce(extract(epoch from now() - min(created_at)), 0)::float8
      from plugin_validations where status = 'RUNNING' group by status""";

  private ValidationStates() {}

  @Produces
  @Singleton
  static StateCount validations() {
    return new StateCount("validation", List.of("RUNNING"), VALIDATIONS);
  }
}
