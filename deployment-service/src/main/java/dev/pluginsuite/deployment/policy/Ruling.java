package dev.pluginsuite.deployment.policy;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.CHANGE_REFERENCE_REQUIRED;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies that hold for a deployment: those of any of its sites. */
public record Ruling(List<Policy> policies) {
  public static final Ruling NONE = new Ruling(List.of());

  public List<String> names() {
    return policies.stream().map(Policy::name).toList();
  }

  public boolean needsSecondPerson() {
    return policies.stream().anyMatch(Policy::secondPerson);
  }

  /** Whether a change reference is one that all of them take. */
  public boolean accepts(@Nullable String reference) {
    return policies.stream().allMatch(it -> it.accepts(reference));
  }

  /** Refuses, naming each policy and what it asks for. */
  public void require(@Nullable String reference) {
    var errors =
        policies.stream()
            .filter(it -> !it.accepts(reference))
            .map(it -> new FieldError("changeReference", message(it)))
            .toList();
    if (!errors.isEmpty()) {
      throw CHANGE_REFERENCE_REQUIRED
          .because(
              "The change reference is not one that the policies %s ask for.".formatted(names()),
              errors)
          .settled();
    }
  }

  private static String message(Policy it) {
    return "must match %s (policy %s)".formatted(it.changeReference(), it.name());
  }
}
