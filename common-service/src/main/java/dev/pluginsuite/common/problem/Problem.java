package dev.pluginsuite.common.problem;

import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A refusal. Leaves as problem details; never logged as an error. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient List<FieldError> errors;
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();
  private final transient Map<String, Object> headers = new LinkedHashMap<>();
  private transient boolean settled;

  Problem(ProblemType type, String detail, List<FieldError> errors) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  /** Nothing that other services have said, and is not heard here yet, could change it. */
  public Problem settled() {
    settled = true;
    return this;
  }

  public boolean isSettled() {
    return settled;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return Objects.requireNonNullElse(getMessage(), type.title());
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** An extension member (RFC 9457 §3.2); {@code errors} replaces the plain field errors. */
  public Problem with(String member, Object value) {
    extensions.put(member, value);
    return this;
  }

  /** A limit that is used up until then: {@code Retry-After} and the {@code RateLimit} fields. */
  public Problem limitedTo(long allowed, Duration wait) {
    var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    headers.put("Retry-After", seconds);
    headers.put("RateLimit-Limit", allowed);
    headers.put("RateLimit-Remaining", 0);
    headers.put("RateLimit-Reset", seconds);
    return this;
  }

  Map<String, Object> headers() {
    return headers;
  }

  /** The same refusal as it travels in an event. */
  public ProblemDetail asDetail() {
    return new ProblemDetail(
        typeUri(), type.title(), type.status(), detail(), null, errors.isEmpty() ? null : errors);
  }

  Map<String, Object> body(@Nullable String instance) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", typeUri());
    body.put("title", type.title());
    body.put("status", type.status());
    body.put("detail", detail());
    if (instance != null) {
      body.put("instance", instance);
    }
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    body.putAll(extensions);
    return body;
  }

  private String typeUri() {
    return "/problems/" + type.slug();
  }
}
