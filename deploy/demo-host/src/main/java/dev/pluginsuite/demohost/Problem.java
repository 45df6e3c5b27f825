package dev.pluginsuite.demohost;

/** A refusal that the caller can act on. */
public final class Problem extends RuntimeException {
  private final ProblemType type;

  Problem(ProblemType type, String detail) {
    super(detail);
    this.type = type;
  }

  public ProblemType type() {
    return type;
  }

  Body body() {
    return new Body(
        "/problems/" + type.slug, type.title, type.status, String.valueOf(getMessage()));
  }

  /** Its RFC 9457 form. */
  record Body(String type, String title, int status, String detail) {}
}
