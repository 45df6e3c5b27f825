package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whether a site can be given plugins. */
public enum SiteStatus {
  PROVISIONING,
  ACTIVE,
  OFFBOARDED,
  @JsonEnumDefaultValue
  UNKNOWN
}
