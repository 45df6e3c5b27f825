package dev.pluginsuite.common.problem;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.util.List;

/** A kind of refusal that a caller can act on. Each service lists its own in one enum. */
public interface ProblemType {
  /** The stable last part of the problem's type. */
  String slug();

  String title();

  /** HTTP status code. */
  int status();

  /** A refusal with one full sentence that names the values. */
  default Problem because(String detail) {
    return new Problem(this, detail, List.of());
  }

  default Problem because(String detail, List<FieldError> errors) {
    return new Problem(this, detail, errors);
  }
}
