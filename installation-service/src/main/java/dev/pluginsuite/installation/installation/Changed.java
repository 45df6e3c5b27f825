package dev.pluginsuite.installation.installation;

import java.util.List;

/**
 * What a request changed.
 *
 * @param all of the plugins concerned, the one asked about included, in the order of work
 */
public record Changed(InstallationView installation, List<InstallationView> all) {

  static Changed of(Installation installation, List<Installation> all) {
    return new Changed(
        InstallationView.of(installation), all.stream().map(InstallationView::of).toList());
  }

  /** Those that nobody named. */
  public List<InstallationView> others() {
    return all.stream().filter(it -> !it.id().equals(installation.id())).toList();
  }
}
