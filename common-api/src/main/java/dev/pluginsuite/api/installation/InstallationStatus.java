package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What is to be said of an installation: a total function of what is desired and what was observed.
 */
public enum InstallationStatus {
  INSTALLING,
  INSTALLED,
  ACTIVE,
  INACTIVE,
  FAILED,
  UNINSTALLING,
  UNINSTALLED,
  @JsonEnumDefaultValue
  UNKNOWN;

  /** Whether the site still has it, or is about to. */
  public boolean isLive() {
    return this != UNINSTALLED && this != UNKNOWN;
  }
}
