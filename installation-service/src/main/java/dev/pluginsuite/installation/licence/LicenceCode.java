package dev.pluginsuite.installation.licence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a licence does not do; the later ones are nearer to doing. */
public enum LicenceCode {
  NO_LICENCE,
  UNKNOWN_KEY,
  OTHER_PLUGIN,
  WRONG_TYPE,
  OUT_OF_SCOPE,
  NOT_A_DEVELOPMENT_SITE,
  VERSION_OUT_OF_RANGE,
  REVOKED,
  EXPIRED,
  TRIAL_USED,
  SEATS_EXHAUSTED;

  /** Such as {@code seats-exhausted}: clients may switch on it. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
