package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.InstallationStatus;
import java.util.EnumSet;
import java.util.Set;

/** What a site should make of an installation. */
public enum Desired {
  INSTALLED,
  ACTIVE,
  /** Stopped, but ready to be started again. */
  INACTIVE,
  UNINSTALLED,
  /** Another version takes its place: gone from the site, but nobody removed the plugin. */
  REPLACED;

  boolean canBecome(Desired next) {
    return successors().contains(next);
  }

  /** What may be asked for next: the allowed moves that a refusal names. */
  Set<Desired> successors() {
    return switch (this) {
      case INSTALLED, INACTIVE -> EnumSet.of(ACTIVE, UNINSTALLED, REPLACED);
      case ACTIVE -> EnumSet.of(INACTIVE, UNINSTALLED, REPLACED);
      case UNINSTALLED, REPLACED -> EnumSet.noneOf(Desired.class);
    };
  }

  /** Whether the site's document names it. */
  boolean isPresent() {
    return this != UNINSTALLED && this != REPLACED;
  }

  /** Whether somebody who asked for {@code wanted} has what they asked for. */
  public boolean satisfies(Desired wanted) {
    return this == wanted || (wanted == INSTALLED && isPresent());
  }

  InstallationStatus asStatus() {
    return switch (this) {
      case INSTALLED -> InstallationStatus.INSTALLED;
      case ACTIVE -> InstallationStatus.ACTIVE;
      case INACTIVE, REPLACED -> InstallationStatus.INACTIVE;
      case UNINSTALLED -> InstallationStatus.UNINSTALLED;
    };
  }

  DesiredState.Action asAction() {
    return this == ACTIVE ? DesiredState.Action.ACTIVE : DesiredState.Action.INSTALLED;
  }
}
