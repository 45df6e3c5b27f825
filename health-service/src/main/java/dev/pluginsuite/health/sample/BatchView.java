package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each sample of a batch.
 *
 * @param duplicates those that were recorded before
 */
record BatchView(int accepted, int duplicates, List<Refusal> refused) {

  /**
   * One sample that was not taken.
   *
   * @param index in the batch, from 0
   * @param installationId as it was sent
   */
  record Refusal(int index, @Nullable String installationId, List<FieldError> errors) {}
}
