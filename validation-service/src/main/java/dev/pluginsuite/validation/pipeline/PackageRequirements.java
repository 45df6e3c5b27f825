package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import dev.pluginsuite.validation.archive.ArchiveReading;
import dev.pluginsuite.validation.manifest.ManifestReading;
import dev.pluginsuite.validation.manifest.Requirement;
import dev.pluginsuite.validation.scan.CheckRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a package has to have, beside an archive that harms nobody. */
final class PackageRequirements {
  private static final Requirement CHECKSUM =
      error("package-checksum", "The SHA-256 of the package is the submitted checksum.");
  private static final Requirement MANIFEST =
      error("package-manifest", "manifest.json is at the top of the package.");
  private static final Requirement SAME_MANIFEST =
      error("package-manifest-submitted", "manifest.json equals the submitted manifest.");
  private static final Requirement README =
      error("package-readme", "A file README* is at the top of the package.");
  private static final Requirement SCANNED =
      new Requirement(
          "package-scanned",
          null,
          Severity.WARNING,
          "Every check of the package's content was carried out.");

  private PackageRequirements() {}

  static List<Requirement> all() {
    return List.of(CHECKSUM, MANIFEST, SAME_MANIFEST, README, SCANNED);
  }

  static Optional<Finding> checksum(@Nullable String actual, String submitted) {
    var wanted = submitted.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "");
    return actual == null || actual.equals(wanted)
        ? Optional.empty()
        : Optional.of(
            CHECKSUM.unmet(
                "",
                "The package's SHA-256 is %s, but %s was submitted.".formatted(actual, wanted),
                "Submit the checksum of exactly these bytes."));
  }

  static Optional<Finding> manifest(ArchiveReading archive) {
    return archive.manifest() != null || !archive.complete()
        ? Optional.empty()
        : Optional.of(
            MANIFEST.unmet(
                "",
                "The package has no manifest.json.",
                "Pack manifest.json as a plain file at the top."));
  }

  static Optional<Finding> sameManifest(ManifestReading packed, ManifestReading submitted) {
    if (packed.problem() != null) {
      return Optional.of(
          SAME_MANIFEST.unmet(
              "", "In the package: " + packed.problem(), "Pack the manifest that you submit."));
    }
    return JsonDifference.between(packed.json(), submitted.json())
        .map(
            at ->
                SAME_MANIFEST.unmet(
                    at,
                    "manifest.json in the package differs from the submitted manifest here.",
                    "Submit the manifest that is in the package."));
  }

  static Optional<Finding> readme(ArchiveReading archive) {
    return archive.hasReadme() || !archive.complete()
        ? Optional.empty()
        : Optional.of(
            README.unmet("", "The package has no README.", "Pack a README.md at the top."));
  }

  static Finding scanned(CheckRun failed) {
    return SCANNED.unmet(
        "",
        "The check %s could not be carried out: %s".formatted(failed.check(), failed.note()),
        "Look at the package without it, or reject it and have it submitted again.");
  }

  private static Requirement error(String id, String demand) {
    return new Requirement(id, null, Severity.ERROR, demand);
  }
}
