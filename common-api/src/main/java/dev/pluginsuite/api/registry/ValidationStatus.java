package dev.pluginsuite.api.registry;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far the validation of the current submission is. */
public enum ValidationStatus {
  RUNNING,
  PASSED,
  FAILED,
  /** The validation itself could not be done. */
  ERRORED,
  @JsonEnumDefaultValue
  UNKNOWN
}
