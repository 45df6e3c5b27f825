package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import org.jspecify.annotations.Nullable;

/** What a site's agent last said of an installation. */
enum Observed {
  ABSENT,
  /** Unpacked and never started. */
  INSTALLED,
  ACTIVE,
  /** Unpacked, and was started once. */
  INACTIVE;

  static Observed of(SiteReport.@Nullable Plugin reported, boolean wasActive) {
    if (reported == null) {
      return ABSENT;
    }
    if (reported.state() == DesiredState.Action.ACTIVE) {
      return ACTIVE;
    }
    return wasActive ? INACTIVE : INSTALLED;
  }
}
