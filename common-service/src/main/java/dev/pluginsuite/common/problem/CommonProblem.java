package dev.pluginsuite.common.problem;

/** The refusals that every service knows. */
public enum CommonProblem implements ProblemType {
  MALFORMED_REQUEST(400, "malformed-request", "The request cannot be read"),
  INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
  UNKNOWN_PARAMETER(400, "unknown-parameter", "No such query parameter"),
  INVALID_CURSOR(400, "invalid-cursor", "Not a cursor of this list"),
  UNAUTHENTICATED(401, "unauthenticated", "A valid bearer token is needed"),
  FORBIDDEN(403, "forbidden", "The caller's role does not allow this"),
  NOT_FOUND(404, "not-found", "No such resource"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "Not possible on this resource"),
  NOT_ACCEPTABLE(406, "not-acceptable", "No representation of the wanted kind"),
  CONCURRENT_CHANGE(409, "concurrent-change", "Changed by somebody else at the same time"),
  PRECONDITION_FAILED(412, "precondition-failed", "Changed since it was read"),
  TOO_LARGE(413, "too-large", "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body is of the wrong kind"),
  IDEMPOTENCY_KEY_REUSED(
      422, "idempotency-key-reused", "The idempotency key belongs to another request"),
  PRECONDITION_REQUIRED(428, "precondition-required", "If-Match is needed"),
  INTERNAL_ERROR(500, "internal-error", "The service failed"),
  UNAVAILABLE(503, "unavailable", "Not possible right now");

  private final int status;
  private final String slug;
  private final String title;

  CommonProblem(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public String title() {
    return title;
  }
}
