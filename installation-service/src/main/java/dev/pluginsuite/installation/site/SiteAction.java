package dev.pluginsuite.installation.site;

import static dev.pluginsuite.api.installation.SiteStatus.ACTIVE;
import static dev.pluginsuite.api.installation.SiteStatus.OFFBOARDED;
import static dev.pluginsuite.api.installation.SiteStatus.OFFBOARDING;
import static dev.pluginsuite.api.installation.SiteStatus.PROVISIONING;

import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.installation.InstallationProblem;
import java.util.EnumSet;
import java.util.Set;

/** The state machine of sites: what can be done to one, when, and what becomes of it. */
public enum SiteAction {
  ACTIVATE,
  DESCRIBE,
  ENROL,
  ROTATE,
  CHANGE_PLUGINS,
  /** Once more, to bring the deadline forward. */
  OFFBOARD,
  CLOSE;

  Set<SiteStatus> possibleWhile() {
    return switch (this) {
      case ACTIVATE -> EnumSet.of(PROVISIONING);
      case DESCRIBE, ENROL -> EnumSet.of(PROVISIONING, ACTIVE);
      case ROTATE, CHANGE_PLUGINS -> EnumSet.of(ACTIVE);
      case OFFBOARD -> EnumSet.of(PROVISIONING, ACTIVE, OFFBOARDING);
      case CLOSE -> EnumSet.of(OFFBOARDING);
    };
  }

  public boolean isPossible(SiteStatus status) {
    return possibleWhile().contains(status);
  }

  public void require(String siteId, SiteStatus status) {
    if (!isPossible(status)) {
      throw InstallationProblem.SITE_NOT_ACTIVE.because(
          "The site %s is %s; this is possible only while it is %s."
              .formatted(siteId, status, possibleWhile()));
    }
  }

  /** What a site that was {@code status} is afterwards. */
  SiteStatus after(SiteStatus status) {
    return switch (this) {
      case ACTIVATE -> ACTIVE;
      case OFFBOARD -> OFFBOARDING;
      case CLOSE -> OFFBOARDED;
      case DESCRIBE, ENROL, ROTATE, CHANGE_PLUGINS -> status;
    };
  }
}
