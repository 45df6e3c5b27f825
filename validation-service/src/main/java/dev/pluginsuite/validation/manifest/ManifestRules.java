package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.version.SemVer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What manifests are checked against.
 *
 * @param permissions every known permission and its risk
 * @param hookPoints every known hook point and the permissions of which its hooks need one; none if
 *     the set is empty
 * @param mesVersions of the registered sites
 */
public record ManifestRules(
    SemVer hostApiVersion,
    Map<String, RiskLevel> permissions,
    Map<String, Set<String>> hookPoints,
    List<SemVer> mesVersions) {

  public ManifestRules withMesVersions(List<SemVer> versions) {
    return new ManifestRules(hostApiVersion, permissions, hookPoints, List.copyOf(versions));
  }
}
