package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.VersionRange;
import java.util.List;

/** 11: there is a site where it could run. As long as no site is registered, nobody can tell. */
final class MesSitesCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.warning(
          11, "manifest-mes-sites", "The MES of at least one registered site is in mesVersion.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var sites = manifest.rules().mesVersions();
    return MesRangeCheck.range(manifest)
        .filter(range -> !sites.isEmpty() && sites.stream().noneMatch(range::contains))
        .stream()
        .map(range -> finding(range, manifest.rules()))
        .toList();
  }

  private static Finding finding(VersionRange range, ManifestRules rules) {
    var known = rules.mesVersions().stream().sorted().distinct().limit(10).toList();
    return REQUIREMENT.unmet(
        "/mesVersion",
        "No registered site's MES is in %s.".formatted(range),
        "Check the range; the sites have %s.".formatted(known));
  }
}
