package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.SemVer;
import java.util.List;

/** 9: the host offers all that the plugin expects. */
final class ApiCompatibilityCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          9,
          "manifest-api-compatible",
          "apiVersion has the major of the host's API and is not newer.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var host = manifest.rules().hostApiVersion();
    return manifest.text("apiVersion").flatMap(SemVer::parse).stream()
        .filter(wanted -> wanted.major() != host.major() || wanted.compareTo(host) > 0)
        .map(wanted -> finding(wanted, host))
        .toList();
  }

  private static Finding finding(SemVer wanted, SemVer host) {
    return REQUIREMENT.unmet(
        "/apiVersion",
        "apiVersion is %s, but the host's is %s.".formatted(wanted, host),
        "Build for an API version %d.x that is not newer than %s.".formatted(host.major(), host));
  }
}
