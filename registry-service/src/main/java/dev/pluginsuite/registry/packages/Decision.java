package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.problem.RegistryProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, on what they read, and why.
 *
 * @param principal the token's subject
 * @param ifMatch the ETag of what was read
 */
record Decision(
    String principal,
    Actor actor,
    IdempotentRequest request,
    @Nullable String ifMatch,
    @Nullable String reason,
    @Nullable String changeReference) {

  String requiredReason() {
    if (reason == null || reason.isBlank()) {
      throw RegistryProblem.REASON_REQUIRED.because(
          "Say why.", List.of(new FieldError("reason", "must have 1 to 2000 characters")));
    }
    return reason;
  }
}
