package dev.pluginsuite.validation.scanrule;

import org.jspecify.annotations.Nullable;

/** A file of the operator is not as it should be: the service does not start with it. */
public final class InvalidRules extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidRules(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
