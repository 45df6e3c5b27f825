package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.InstallationStatus;

/** The status of an installation: a total function of what is desired and what was observed. */
final class Statuses {
  private Statuses() {}

  /**
   * @param settled whether the site has reported on the newest generation
   * @param failed whether the last request could not be fulfilled and nobody asked for anything
   *     since
   */
  static InstallationStatus of(
      Desired desired, Observed observed, boolean settled, boolean failed) {
    if (failed) {
      return InstallationStatus.FAILED;
    }
    if (desired == Desired.UNINSTALLED) {
      return observed == Observed.ABSENT && settled
          ? InstallationStatus.UNINSTALLED
          : InstallationStatus.UNINSTALLING;
    }
    return switch (observed) {
      case ABSENT ->
          desired == Desired.REPLACED ? InstallationStatus.INACTIVE : InstallationStatus.INSTALLING;
      case INSTALLED -> InstallationStatus.INSTALLED;
      case ACTIVE -> InstallationStatus.ACTIVE;
      case INACTIVE -> InstallationStatus.INACTIVE;
    };
  }
}
