package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whether a site can be given plugins. */
public enum SiteStatus {
  PROVISIONING,
  ACTIVE,
  /** Its agent removes everything; nothing new comes. */
  OFFBOARDING,
  OFFBOARDED,
  @JsonEnumDefaultValue
  UNKNOWN
}
