package dev.pluginsuite.validation.osv;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An advisory as OSV's export writes it, one JSON file each: of its many fields those that decide
 * and those that are told.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OsvAdvisory(
    @Nullable String id,
    @Nullable String summary,
    @Nullable String withdrawn,
    @Nullable List<Affected> affected,
    @JsonProperty("database_specific") @Nullable Specific specific) {
  private static final String NPM = "npm";

  /** A package that it is about. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Affected(
      @JsonProperty("package") @Nullable OsvPackage about,
      @Nullable List<OsvRange> ranges,
      @Nullable List<String> versions) {}

  /** What the ecosystem calls it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record OsvPackage(@Nullable String ecosystem, @Nullable String name) {}

  /** What the source of the advisory adds; GitHub's say these. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Specific(
      @Nullable String severity, @JsonProperty("cwe_ids") @Nullable List<String> cwes) {}

  /** Those npm packages that it is about; none if it was withdrawn. */
  Stream<Affected> npmPackages() {
    return affected == null || id == null || withdrawn != null
        ? Stream.empty()
        : affected.stream().filter(OsvAdvisory::isNpm);
  }

  @Nullable String severity() {
    return specific == null ? null : specific.severity();
  }

  @Nullable String cwe() {
    var cwes = specific == null ? null : specific.cwes();
    return cwes == null ? null : cwes.stream().filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static boolean isNpm(Affected it) {
    var about = it.about();
    return about != null && NPM.equals(about.ecosystem()) && about.name() != null;
  }
}
