package dev.pluginsuite.benchmarks;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.validation.manifest.ManifestRules;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What validation-service checks against when nothing is configured, and some sites' MES. */
final class ShippedRules {
  private static final int SITES = 50;
  private static final String NONE = "none";
  private static final String RULES = "suite.rules.";
  private static final String HOOK_POINTS = RULES + "hook-points.";

  private final Properties properties = new Properties();

  private ShippedRules() throws IOException {
    try (var file = ManifestRules.class.getResourceAsStream("/application.properties")) {
      properties.load(file);
    }
  }

  static ManifestRules read() throws IOException {
    var shipped = new ShippedRules();
    return new ManifestRules(
        SemVer.of(shipped.properties.getProperty(RULES + "host-api-version")),
        shipped.permissions(),
        shipped.hookPoints(),
        IntStream.range(0, SITES).mapToObj(i -> SemVer.of("4.%d.0".formatted(i % 10))).toList());
  }

  private Map<String, RiskLevel> permissions() {
    var risks = new HashMap<String, RiskLevel>();
    for (var risk : RiskLevel.values()) {
      names(RULES + "permissions." + risk).forEach(it -> risks.put(it, risk));
    }
    return risks;
  }

  private Map<String, Set<String>> hookPoints() {
    var needs = new HashMap<String, Set<String>>();
    for (var key : properties.stringPropertyNames()) {
      if (key.startsWith(HOOK_POINTS)) {
        var point = key.substring(HOOK_POINTS.length()).replace("\"", "");
        needs.put(point, Set.copyOf(names(key)));
      }
    }
    return needs;
  }

  private List<String> names(String key) {
    return Stream.of(properties.getProperty(key, NONE).split(",", -1))
        .filter(it -> !it.equals(NONE))
        .toList();
  }
}
