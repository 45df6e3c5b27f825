package dev.pluginsuite.validation.osv;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.npm.NpmComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A library about which an advisory says something.
 *
 * @param severity CRITICAL if it was made to do harm, otherwise as the advisory says, at most HIGH
 * @param fixedIn the lowest version above in which it is mended; null if there is none
 */
public record VulnerableLibrary(
    NpmComponent library,
    String advisory,
    @Nullable String summary,
    Level severity,
    boolean malicious,
    @Nullable String cwe,
    @Nullable String fixedIn) {

  private static final Collector<Vulnerability, ?, Map<String, Vulnerability>>
      ONE_OF_EACH_ADVISORY =
          Collectors.toMap(
              Vulnerability::advisory, it -> it, Vulnerability::and, LinkedHashMap::new);

  /** Of all vulnerabilities of libraries with these names, those of these versions. */
  public static List<VulnerableLibrary> among(
      List<NpmComponent> libraries, Collection<Vulnerability> known) {
    var byName =
        known.stream()
            .collect(Collectors.groupingBy(Vulnerability::packageName, ONE_OF_EACH_ADVISORY));
    return libraries.stream()
        .flatMap(
            library ->
                byName.getOrDefault(library.name(), Map.of()).values().stream()
                    .filter(it -> it.includes(library.version()))
                    .map(it -> of(library, it)))
        .toList();
  }

  private static VulnerableLibrary of(NpmComponent library, Vulnerability it) {
    return new VulnerableLibrary(
        library,
        it.advisory(),
        it.summary(),
        it.isMalicious() ? Level.CRITICAL : level(it.severity()),
        it.isMalicious(),
        it.cwe(),
        it.fixAfter(library.version()).map(Object::toString).orElse(null));
  }

  /** A vulnerable library harms whoever uses it wrongly: it is for people to judge. */
  private static Level level(@Nullable String severity) {
    return switch (severity == null ? "" : severity.toUpperCase(Locale.ROOT)) {
      case "CRITICAL", "HIGH" -> Level.HIGH;
      case "LOW" -> Level.LOW;
      default -> Level.MEDIUM;
    };
  }
}
