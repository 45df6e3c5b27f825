package dev.pluginsuite.common.problem;

import jakarta.ws.rs.core.Response;

/** A status that the framework or a library answered with, where nobody listed a refusal for it. */
record HttpStatus(int status) implements ProblemType {

  static ProblemType of(int status) {
    for (var known : CommonProblem.values()) {
      if (known.status() == status) {
        return known;
      }
    }
    return new HttpStatus(status);
  }

  @Override
  public String slug() {
    return "http-" + status;
  }

  @Override
  public String title() {
    var known = Response.Status.fromStatusCode(status);
    return known == null ? "HTTP status " + status : known.getReasonPhrase();
  }
}
