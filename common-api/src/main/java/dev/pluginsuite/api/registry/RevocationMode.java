package dev.pluginsuite.api.registry;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a package is taken back. In each nobody gets it any more; each is stricter than the last. */
public enum RevocationMode {
  /** Who has it is told, and keeps it. */
  NOTIFY,
  /** Who has it is told, and it is stopped at an instant. */
  DEADLINE,
  /** It is stopped at once. */
  FORCE,
  /** A mode of a newer release: taken for the strictest. */
  @JsonEnumDefaultValue
  UNKNOWN
}
