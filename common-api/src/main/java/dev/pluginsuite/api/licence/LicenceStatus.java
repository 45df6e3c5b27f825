package dev.pluginsuite.api.licence;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far a licence has come. */
public enum LicenceStatus {
  ACTIVE,
  /** Its expiry is near enough for a warning. */
  EXPIRING,
  /** Nobody gets a seat any more; who has one goes on for the time of grace. */
  EXPIRED,
  /** The time of grace is over: what runs under it is stopped. */
  ENDED,
  /** Taken back: what runs under it is stopped at once. */
  REVOKED,
  /** A status of a newer release. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** Whether what runs under it has to stop. */
  public boolean isOver() {
    return this == ENDED || this == REVOKED;
  }
}
