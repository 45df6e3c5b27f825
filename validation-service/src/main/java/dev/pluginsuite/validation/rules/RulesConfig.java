package dev.pluginsuite.validation.rules;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.validation.manifest.ManifestRules;
import io.smallrye.config.ConfigMapping;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the checks check against. The defaults are in application.properties. */
@ConfigMapping(prefix = "suite.rules")
public interface RulesConfig {

  /** Stands for no permission at all where a hook point needs none. */
  String NONE = "none";

  /** The newest version of the plugin API that the hosts offer. */
  String hostApiVersion();

  /** Every known permission, by its risk. */
  Map<RiskLevel, List<String>> permissions();

  /** Every known hook point, and the permissions of which a hook at it needs one. */
  Map<String, List<String>> hookPoints();

  default ManifestRules rules() {
    var risks = new LinkedHashMap<String, RiskLevel>();
    permissions()
        .forEach((risk, names) -> names.forEach(it -> risks.merge(it, risk, RiskLevel::max)));
    var needs = new HashMap<String, Set<String>>();
    hookPoints()
        .forEach(
            (point, names) ->
                needs.put(point, names.contains(NONE) ? Set.of() : Set.copyOf(names)));
    return new ManifestRules(
        SemVer.of(hostApiVersion()), Map.copyOf(risks), Map.copyOf(needs), List.of());
  }
}
