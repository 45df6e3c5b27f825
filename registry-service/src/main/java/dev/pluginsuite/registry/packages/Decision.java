package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.registries.ReviewPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it came in.
 *
 * @param ifMatch the ETag of what was read
 */
record Decision(Verdict verdict, Actor actor, IdempotentRequest request, @Nullable String ifMatch) {

  void requireReason() {
    if (isBlank(verdict.reason())) {
      throw RegistryProblem.REASON_REQUIRED.because(
          "Say why.", List.of(new FieldError("reason", "must have 1 to 2000 characters")));
    }
  }

  /** What the registry asks of every decision. */
  void require(ReviewPolicy policy) {
    if (policy.reasonRequired()) {
      requireReason();
    }
    if (policy.changeReferenceRequired() && isBlank(verdict.changeReference())) {
      throw RegistryProblem.CHANGE_REFERENCE_REQUIRED.because(
          "Name the change that this decision belongs to.",
          List.of(new FieldError("changeReference", "must have 1 to 255 characters")));
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
