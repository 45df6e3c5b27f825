package dev.pluginsuite.api.registry;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a site needs to hold to run a plugin. Not the SPDX licence of its source. */
public enum LicenseType {
  FREE,
  TRIAL,
  SITE,
  ENTERPRISE,
  DEVELOPER,
  /** A type of a newer release: never granted. */
  @JsonEnumDefaultValue
  UNKNOWN
}
